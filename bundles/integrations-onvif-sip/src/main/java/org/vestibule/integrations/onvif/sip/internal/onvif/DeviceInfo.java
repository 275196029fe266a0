// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.onvif;

import org.vestibule.api.VestibuleException;
import org.vestibule.integrations.onvif.sip.internal.soap.Xml;
import org.vestibule.integrations.onvif.sip.internal.soap.XmlNode;

/** What a device says that it is (ONVIF Core, GetDeviceInformation); each up to 60 characters. */
record DeviceInfo(String maker, String model, String firmware) {
  private static final int MOST = 60;

  /** Shortens, and takes out what is not printable. */
  DeviceInfo {
    maker = plain(maker);
    model = plain(model);
    firmware = plain(firmware);
  }

  /**
   * Asks; the first question that needs the login.
   *
   * @throws VestibuleException as {@link OnvifClient#ask}
   */
  static DeviceInfo read(OnvifClient client) throws VestibuleException, InterruptedException {
    XmlNode answer = client.ask(client.target().service(), Xml.of("tds:GetDeviceInformation"));
    return new DeviceInfo(
        answer.textAt("Manufacturer"), answer.textAt("Model"), answer.textAt("FirmwareVersion"));
  }

  /** Returns it for people. */
  String shown() {
    String both = (maker + " " + model).strip();
    return both.isEmpty() ? "a device without a name" : both;
  }

  private static String plain(String text) {
    String one = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return one.length() <= MOST ? one : one.substring(0, MOST);
  }
}
