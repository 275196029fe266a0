// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal;

import org.vestibule.api.speech.Expectation;

/**
 * How much silence ends an utterance: the configured length, drawn towards the pauses that this
 * speaker makes, and by what kind of answer is expected (Raux and Eskenazi 2008, "Optimizing
 * Endpointing Thresholds using Dialogue Features in a Spoken Dialogue System"). All lengths in
 * samples at 16 kHz. Not thread-safe.
 */
final class Hangover {
  /** A gap shorter than this is the closure of a consonant and no pause. */
  static final long SHORTEST_PAUSE = Settings.samples(100);

  /** The pause inside a sentence that the configured length is meant for. */
  private static final long USUAL_PAUSE = Settings.samples(250);

  /** As many pauses of the usual length are thought to have been heard before the first. */
  private static final int PRIOR = 2;

  /** Who paused this long may do so again, and a little longer. */
  private static final long MARGIN = Settings.samples(100);

  /** What is left of it after a text that ends as a sentence. */
  private static final double AFTER_SENTENCE = 0.7;

  private final long usual;
  private final long least;
  private final long most;
  private long sum = PRIOR * USUAL_PAUSE;
  private int count = PRIOR;
  private long longest;

  Hangover(Settings settings, Expectation expects) {
    long configured = Settings.samples(settings.silenceHangoverMillis());
    // A yes has no second half; the digits of a number come with gaps between them.
    usual =
        switch (expects) {
          case YES_OR_NO -> configured * 7 / 10;
          case UNIT -> configured * 13 / 10;
          case ANYTHING, NAME -> configured;
        };
    least = Math.min(Settings.samples(settings.leastHangoverMillis()), configured);
    most = Math.max(Settings.samples(settings.mostHangoverMillis()), configured);
  }

  /** The speaker went on after a silence of this length. */
  void paused(long silence) {
    if (silence >= SHORTEST_PAUSE) {
      sum += silence;
      count++;
      longest = Math.max(longest, silence);
    }
  }

  /** Returns the silence that ends the utterance now. */
  long length() {
    long drawn = usual * (sum / count) / USUAL_PAUSE;
    long again = longest == 0 ? 0 : longest + MARGIN;
    return Math.max(least, Math.min(most, Math.max(drawn, again)));
  }

  /** Returns the silence that ends it after a text that ends as a sentence. */
  long afterSentence() {
    return Math.max(least, (long) (AFTER_SENTENCE * length()));
  }

  /** Returns the silence that ends it after one word of the closed set. */
  long afterCommand() {
    return least;
  }
}
