// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.media.sdp;

import org.vestibule.api.VestibuleException;

/** Descriptions that are well-formed and yet lead to nothing. */
final class Refusals {
  private Refusals() {}

  static VestibuleException incompatible(String found, String allowed) {
    return new VestibuleException(
        "media-incompatible",
        "media of a call",
        found,
        allowed,
        "Let the phone or panel offer one of these encodings, with the protection that is set.");
  }
}
