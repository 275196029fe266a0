// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.call;

import java.util.ArrayList;
import java.util.List;

/** What a resident hears after a key: 16 kHz, in chunks of 20 ms. */
final class Tones {
  /** Samples of a chunk. */
  static final int CHUNK = 320;

  private static final int RATE = 16_000;
  private static final double LEVEL = 0.25 * Short.MAX_VALUE;
  private static final int FADE = 80;

  private Tones() {}

  /** Returns two short high beeps: done. */
  static List<short[]> done() {
    List<short[]> tone = new ArrayList<>(tone(880, 6));
    tone.addAll(silence(4));
    tone.addAll(tone(880, 6));
    return tone;
  }

  /** Returns one long low tone: not done. */
  static List<short[]> refused() {
    return tone(220, 35);
  }

  private static List<short[]> tone(double hertz, int chunks) {
    List<short[]> tone = new ArrayList<>();
    int all = chunks * CHUNK;
    for (int chunk = 0; chunk < chunks; chunk++) {
      short[] samples = new short[CHUNK];
      for (int i = 0; i < CHUNK; i++) {
        int at = chunk * CHUNK + i;
        double fade = Math.min(1.0, Math.min(at, all - 1 - at) / (double) FADE);
        samples[i] = (short) (LEVEL * fade * Math.sin(2 * Math.PI * hertz * at / RATE));
      }
      tone.add(samples);
    }
    return tone;
  }

  private static List<short[]> silence(int chunks) {
    List<short[]> silence = new ArrayList<>();
    for (int i = 0; i < chunks; i++) {
      silence.add(new short[CHUNK]);
    }
    return silence;
  }
}
