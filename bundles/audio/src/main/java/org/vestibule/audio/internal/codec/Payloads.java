// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.codec;

import org.vestibule.api.VestibuleException;
import org.vestibule.api.sound.SoundEncoding;

/** What is asked of every payload and of every packet's length. */
final class Payloads {
  /** What an Ethernet frame carries; a longer payload is no packet of a telephone. */
  static final int MOST_BYTES = 1500;

  private static final int MOST_LOST_MILLIS = 120;

  private Payloads() {}

  /**
   * @throws VestibuleException {@code sound-payload-invalid} for a payload that is empty or longer
   *     than {@value #MOST_BYTES} bytes
   */
  static void check(SoundEncoding encoding, byte[] payload) throws VestibuleException {
    if (payload.length == 0 || payload.length > MOST_BYTES) {
      throw invalid(encoding, payload.length + " bytes", null);
    }
  }

  /** Returns a refusal. The sound itself is never shown. */
  static VestibuleException invalid(SoundEncoding encoding, String found, Throwable cause) {
    return new VestibuleException(
        "sound-payload-invalid",
        encoding + " packet of a station",
        found,
        "one packet of " + encoding + ", 1 to " + MOST_BYTES + " bytes",
        "Set the station to " + encoding + " with packets of 20 ms.",
        cause);
  }

  /** Refuses a packet that is not 10, 20, 40 or 60 ms long. */
  static void checkLength(SoundEncoding encoding, int samples) {
    int rate = encoding.format().sampleRate();
    int millis = samples * 1000 / rate;
    boolean whole = samples > 0 && samples * 1000 % rate == 0;
    if (!whole || (millis != 10 && millis != 20 && millis != 40 && millis != 60)) {
      throw new IllegalArgumentException(
          samples + " samples at " + rate + " Hz; allowed: 10, 20, 40 or 60 ms");
    }
  }

  /** Refuses a loss that is no packet's length. */
  static void checkLost(SoundEncoding encoding, int samples) {
    int most = encoding.format().sampleRate() * MOST_LOST_MILLIS / 1000;
    if (samples < 0 || samples > most) {
      throw new IllegalArgumentException(samples + " samples lost; allowed: 0 to " + most);
    }
  }
}
