// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.onvif;

import java.util.Optional;
import org.vestibule.api.VestibuleException;
import org.vestibule.device.http.DeviceHttp;
import org.vestibule.integrations.onvif.sip.internal.soap.SoapFault;
import org.vestibule.integrations.onvif.sip.internal.soap.SoapMessage;
import org.vestibule.integrations.onvif.sip.internal.soap.XmlNode;

/** Reads what a device answers: devices send faults with the status 200, 400, 500 and others. */
final class Answered {
  private Answered() {}

  /**
   * Returns the first element of the answer's body.
   *
   * @param asked the operation, for a message
   * @throws VestibuleException {@code credentials-wrong} (as {@link Unauthorized}), {@code
   *     not-supported}, {@code device-refused}, {@code answer-invalid}
   */
  static XmlNode read(OnvifTarget target, String asked, DeviceHttp.Answer answer)
      throws VestibuleException {
    String device = target.address().shown();
    String operation = asked.substring(asked.indexOf(':') + 1);
    boolean fine = answer.status() >= 200 && answer.status() < 300;
    SoapMessage message;
    try {
      message = SoapMessage.read(answer.body());
    } catch (VestibuleException e) {
      throw fine
          ? new VestibuleException(
              "answer-invalid",
              operation + " at " + device,
              e.found(),
              e.allowed(),
              "Check that url is that of the device's ONVIF service, and its firmware.",
              e)
          : refused("device-refused", operation, device, "HTTP status " + answer.status());
    }
    Optional<SoapFault> fault = message.fault();
    if (fault.isPresent()) {
      throw of(fault.get(), operation, device);
    }
    if (!fine || message.content().isEmpty()) {
      throw refused("device-refused", operation, device, "HTTP status " + answer.status());
    }
    return message.content().get();
  }

  private static VestibuleException of(SoapFault fault, String operation, String device) {
    if (fault.unauthorized()) {
      return new Unauthorized(device, fault.reason());
    }
    String code = fault.unsupported() ? "not-supported" : "device-refused";
    String why = String.join("/", fault.subcodes());
    String found = why.isEmpty() ? fault.reason() : why + " " + fault.reason();
    return refused(code, operation, device, found.isBlank() ? "a fault" : found.strip());
  }

  private static VestibuleException refused(
      String code, String operation, String device, String found) {
    return new VestibuleException(
        code,
        operation + " at " + device,
        found,
        "what the device can do",
        "Check that ONVIF is switched on there, and what its firmware offers.");
  }
}
