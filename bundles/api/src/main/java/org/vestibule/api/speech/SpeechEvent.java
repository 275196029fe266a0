// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.speech;

import java.util.List;
import org.vestibule.api.visit.StageTiming;

/** What a listener hears of one utterance, in this order: started, partials, final or failed. */
public sealed interface SpeechEvent {
  /** Somebody began to speak. */
  record SpeechStarted(long atNanos) implements SpeechEvent {}

  /** What was understood so far; may still change. */
  record PartialText(String text) implements SpeechEvent {}

  /**
   * What was said.
   *
   * @param text the transcript; empty when nothing intelligible was said
   * @param confidence 0 to 1, the geometric mean of the tokens' probabilities; not calibrated
   * @param model the id of the recogniser's model
   * @param endOfSpeechNanos when the last voiced sample was heard, on {@link System#nanoTime()}
   * @param timings stages after the end of speech
   */
  record FinalText(
      String text, float confidence, String model, long endOfSpeechNanos, List<StageTiming> timings)
      implements SpeechEvent {}

  /** The feed ended, or the wish's time was up, and no speech was found. */
  record NoSpeech(String reason) implements SpeechEvent {}

  /** Recognition failed. */
  record SpeechFailed(String code, String sentence) implements SpeechEvent {}
}
