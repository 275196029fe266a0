// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.station;

import java.util.Set;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.Status.Cause;

/** From what went wrong with a device to what that means for a door, and for people. */
final class Outcomes {
  private static final Set<String> KNOWN =
      Set.of("device-refused", "device-unreachable", "device-timed-out", "hold-unsupported");

  private Outcomes() {}

  /** Returns the failure of a command in the words of a door's actuator. */
  static VestibuleException of(VestibuleException e) {
    if (KNOWN.contains(e.code())) {
      return e;
    }
    String code =
        switch (e.code()) {
          case "credentials-wrong" -> "device-refused";
          // It was sent, and what came back says nothing.
          case "answer-invalid" -> "device-timed-out";
          // The house lets nothing out, or has no way out: nothing was sent.
          default -> "device-unreachable";
        };
    return new VestibuleException(code, e.input(), e.found(), e.allowed(), e.remedy(), e);
  }

  /** Returns the failure of a question as a status. */
  static Status status(String source, VestibuleException e) {
    Cause cause =
        switch (e.code()) {
          case "credentials-wrong" -> Cause.CREDENTIALS;
          case "device-unreachable", "device-timed-out" -> Cause.NETWORK;
          case "device-refused", "answer-invalid" -> Cause.DEVICE_REFUSED;
          case "no-way-out" -> Cause.DEPENDENCY;
          default -> Cause.CONFIGURATION;
        };
    return Status.unavailable(cause, source + ": " + e.getMessage());
  }
}
