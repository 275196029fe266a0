// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.media;

import java.util.List;
import org.vestibule.api.sound.SoundEncoding;

/**
 * What this house wants of a call's media.
 *
 * @param encodings in the order of preference, not empty
 * @param protection whether the sound is encrypted
 */
public record MediaWish(List<SoundEncoding> encodings, Protection protection) {
  /** Copies the list. */
  public MediaWish {
    encodings = List.copyOf(encodings);
    if (encodings.isEmpty()) {
      throw new IllegalArgumentException("no encoding; at least one is needed");
    }
  }

  /** SRTP with keys in the SDP, which only TLS keeps secret (RFC 4568, section 7). */
  public enum Protection {
    /** Plain RTP only. */
    NONE,
    /** Offered, and plain RTP where the other end has none. */
    OFFERED,
    /** Nothing else is accepted. */
    REQUIRED
  }
}
