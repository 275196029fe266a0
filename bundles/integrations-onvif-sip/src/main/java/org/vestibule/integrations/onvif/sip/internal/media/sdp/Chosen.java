// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.media.sdp;

import java.util.Optional;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.sound.SoundEncoding;
import org.vestibule.integrations.onvif.sip.internal.media.MediaWish;
import org.vestibule.integrations.onvif.sip.internal.media.MediaWish.Protection;

/**
 * The line of an offer that is taken, with the encoding that this house likes best; an encrypted
 * one goes before a plain one.
 *
 * @param place its index among the lines
 */
record Chosen(int place, AudioLine line, int payloadType, Optional<CryptoLine> crypto) {
  static Chosen among(SessionDescription session, MediaWish wish) throws VestibuleException {
    Chosen best = null;
    for (int i = 0; i < session.media().size(); i++) {
      AudioLine line = AudioLine.of(session, session.media().get(i)).orElse(null);
      Chosen next = line == null ? null : of(i, line, wish);
      if (next != null && (best == null || next.crypto.isPresent() && best.crypto.isEmpty())) {
        best = next;
      }
    }
    if (best == null) {
      throw Refusals.incompatible(
          "nothing that both ends know",
          "audio with one of " + wish.encodings() + ", encryption " + words(wish.protection()));
    }
    return best;
  }

  private static Chosen of(int place, AudioLine line, MediaWish wish) {
    Optional<CryptoLine> crypto =
        wish.protection() == Protection.NONE
            ? Optional.empty()
            : line.crypto().stream().findFirst();
    boolean needed = line.secured() || wish.protection() == Protection.REQUIRED;
    if (needed && crypto.isEmpty()) {
      return null;
    }
    for (SoundEncoding encoding : wish.encodings()) {
      Optional<Integer> number = line.formats().number(encoding);
      if (number.isPresent()) {
        return new Chosen(place, line, number.get(), crypto);
      }
    }
    return null;
  }

  private static String words(Protection protection) {
    return switch (protection) {
      case NONE -> "off";
      case OFFERED -> "on or off";
      case REQUIRED -> "on";
    };
  }
}
