// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.onvif;

import org.vestibule.api.VestibuleException;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.Status.Cause;

/** From what went wrong with a device to what that means for a door, and for people. */
final class Failures {
  private Failures() {}

  /** Returns the failure of a question as a status. */
  static Status status(String station, VestibuleException e) {
    Cause cause =
        switch (e.code()) {
          case "credentials-wrong" -> Cause.CREDENTIALS;
          case "device-unreachable", "device-timed-out" -> Cause.NETWORK;
          case "no-way-out" -> Cause.DEPENDENCY;
          case "profile-missing", "egress-denied", "egress-undeclared", "data-class-denied" ->
              Cause.CONFIGURATION;
          default -> Cause.DEVICE_REFUSED;
        };
    return Status.unavailable(cause, station + ": " + e.getMessage());
  }

  /** Returns the failure of an order to a relay in the words of a door's actuator. */
  static VestibuleException ofOrder(VestibuleException e) {
    return switch (e.code()) {
      case "device-refused", "device-unreachable", "device-timed-out" -> e;
      case "credentials-wrong", "not-supported" -> as("device-refused", e);
      // It was sent, and what came back says nothing.
      case "answer-invalid" -> as("device-timed-out", e);
      // The house lets nothing out, or has no way out: nothing was sent.
      default -> as("device-unreachable", e);
    };
  }

  /** Returns a failure under another code. */
  static VestibuleException as(String code, VestibuleException e) {
    return new VestibuleException(code, e.input(), e.found(), e.allowed(), e.remedy(), e);
  }
}
