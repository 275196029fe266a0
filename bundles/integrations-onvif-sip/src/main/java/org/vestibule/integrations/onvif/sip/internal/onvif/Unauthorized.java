// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.onvif;

import org.vestibule.api.VestibuleException;

/** The device says, in a fault, that the login is wrong or missing: it did nothing. */
final class Unauthorized extends VestibuleException {
  private static final long serialVersionUID = 1L;

  Unauthorized(String device, String reason) {
    super(
        "credentials-wrong",
        "login at " + device,
        reason.isEmpty() ? "not authorized" : "not authorized: " + reason,
        "an ONVIF account of the device that may do this",
        "Correct username and passwordFile; many devices keep ONVIF accounts of their own.");
  }
}
