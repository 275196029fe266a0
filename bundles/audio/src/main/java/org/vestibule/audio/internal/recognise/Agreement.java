// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.recognise;

import java.util.Optional;

/**
 * What two successive readings of a growing utterance agree on: LocalAgreement-2 (Liu et al. 2020,
 * "Low-Latency Sequence-to-Sequence Speech Recognition and Translation by Partial Hypothesis
 * Selection"; Machacek et al. 2023, "Turning Whisper into Real-Time Transcription System"). What
 * was agreed on once stays; it only grows. Not thread-safe.
 */
public final class Agreement {
  private String[] before = {};
  private String[] agreed = {};

  /**
   * Takes the next reading.
   *
   * @return all words that are agreed on, when there are more than before
   */
  public Optional<String> next(String reading) {
    String[] words = reading.isBlank() ? new String[0] : reading.strip().split("\\s+");
    int common = 0;
    while (common < Math.min(before.length, words.length) && same(before[common], words[common])) {
      common++;
    }
    before = words;
    if (common <= agreed.length || !goesOn(words)) {
      return Optional.empty();
    }
    String[] longer = new String[common];
    System.arraycopy(agreed, 0, longer, 0, agreed.length);
    System.arraycopy(words, agreed.length, longer, agreed.length, common - agreed.length);
    agreed = longer;
    return Optional.of(String.join(" ", agreed));
  }

  /** A reading that takes back what was agreed on adds nothing. */
  private boolean goesOn(String[] words) {
    for (int i = 0; i < agreed.length; i++) {
      if (!same(agreed[i], words[i])) {
        return false;
      }
    }
    return true;
  }

  /** The sound so far seems to end where it was cut: a full stop there means nothing. */
  private static boolean same(String one, String other) {
    return Reading.words(one).equals(Reading.words(other));
  }
}
