// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.speech;

import java.util.List;
import org.vestibule.api.visit.StageTiming;

/**
 * What a listener hears of one utterance, in this order: started, partials and perhaps a command,
 * final or failed.
 */
public sealed interface SpeechEvent {

  /** Somebody began to speak. */
  record SpeechStarted(long atNanos) implements SpeechEvent {}

  /** What was understood so far; may still change. */
  record PartialText(String text) implements SpeechEvent {}

  /**
   * One word of the closed set was said, and nothing else. Comes before the text, at once when the
   * word has ended.
   *
   * @param command the word
   * @param confidence 0 to 1, calibrated
   * @param model the id of the spotter's model
   * @param endOfSpeechNanos when the word ended, on {@link System#nanoTime()}
   */
  record CommandHeard(VoiceCommand command, float confidence, String model, long endOfSpeechNanos)
      implements SpeechEvent {}

  /**
   * Another reading of the same sound.
   *
   * @param text the words
   * @param confidence as of {@link FinalText}
   */
  record Alternative(String text, float confidence) {}

  /**
   * What was said.
   *
   * @param text the transcript; empty when nothing intelligible was said
   * @param confidence 0 to 1: how likely it is that no more than a fifth of the words are wrong,
   *     calibrated on recordings where the model's manifest has a calibration; 0 when a gate
   *     against noise was not passed
   * @param model the id of the recogniser's model
   * @param endOfSpeechNanos when the last voiced sample was heard, on {@link System#nanoTime()}
   * @param timings stages after the end of speech
   * @param alternatives other readings, the best first, without {@code text}; only when asked for.
   *     For {@link Expectation#UNIT} numbers as they stand on a door, for example {@code 1204} or
   *     {@code 12B}, that of the text among them
   * @param doubt why the text is empty although somebody spoke, one sentence with the value and its
   *     bound; empty otherwise
   */
  record FinalText(
      String text,
      float confidence,
      String model,
      long endOfSpeechNanos,
      List<StageTiming> timings,
      List<Alternative> alternatives,
      String doubt)
      implements SpeechEvent {
    /** Copies the lists. */
    public FinalText {
      timings = List.copyOf(timings);
      alternatives = List.copyOf(alternatives);
    }

    /** A text without alternatives and without doubt. */
    public FinalText(
        String text,
        float confidence,
        String model,
        long endOfSpeechNanos,
        List<StageTiming> timings) {
      this(text, confidence, model, endOfSpeechNanos, timings, List.of(), "");
    }
  }

  /** The feed ended, or the wish's time was up, and no speech was found. */
  record NoSpeech(String reason) implements SpeechEvent {}

  /** Recognition failed. */
  record SpeechFailed(String code, String sentence) implements SpeechEvent {}
}
