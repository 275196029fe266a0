// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.recognise;

import java.util.List;

/**
 * What the recogniser made of one piece of sound, before anything is judged.
 *
 * @param readings the best first, at least one; more only when alternatives were wanted
 * @param noSpeech how likely the decoder finds it that nobody speaks, 0 to 1; 0 where it cannot say
 * @param begunNanos when the encoder began, on {@link System#nanoTime()}
 * @param encodeNanos how long the encoder took
 * @param decodeNanos how long the decoder took
 */
public record Transcript(
    List<Reading> readings, double noSpeech, long begunNanos, long encodeNanos, long decodeNanos) {
  /** Copies the list. */
  public Transcript {
    readings = List.copyOf(readings);
  }

  /** Returns the best reading. */
  public Reading best() {
    return readings.get(0);
  }

  /** Returns the words of the best reading, possibly none. */
  public String text() {
    return best().text();
  }
}
