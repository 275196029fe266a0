// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal;

import java.time.Duration;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelLease;
import org.vestibule.api.model.ModelSlots;
import org.vestibule.api.model.ModelStore;
import org.vestibule.api.model.Verdict;
import org.vestibule.api.speech.SpeechWish;
import org.vestibule.audio.internal.recognise.Transcriber;
import org.vestibule.audio.internal.recognise.Transcript;
import org.vestibule.audio.internal.recognise.Vocabularies;
import org.vestibule.audio.internal.recognise.Voicing;
import org.vestibule.audio.internal.sound.Resampler;
import org.vestibule.audio.internal.voice.VoiceActivity;

/**
 * Offers a recognised utterance to a second model, after the text was told and the leases are given
 * back. Two models agree when they say the same words, without regard to case and punctuation: a
 * coarse measure that a single other word breaks. Positive is that there are words. A second voice
 * model hears the utterance only as the serving one cut it, so what it alone would have begun is
 * not seen. Thread-safe.
 */
final class SpeechTrials {
  private static final Logger LOG = LoggerFactory.getLogger(SpeechTrials.class);

  /**
   * An utterance and what was made of it.
   *
   * @param sound samples at 16 kHz; kept by the trial alone, until it has run or was dropped
   * @param text the words that were told, empty for none
   * @param voicing how much of it was voice
   * @param voice id of the model that found the speech
   * @param speech id of the model that recognised it
   */
  record Heard(float[] sound, String text, Voicing voicing, String voice, String speech) {}

  private static final SpeechWish ANYTHING = new SpeechWish(Locale.ROOT, Duration.ofMinutes(1));

  private final Vocabularies vocabularies;

  SpeechTrials(Vocabularies vocabularies) {
    this.vocabularies = vocabularies;
  }

  /** Returns at once. */
  void offer(ModelStore store, Settings settings, Heard heard) {
    if (heard.sound() == null) {
      return;
    }
    try {
      store
          .trial(ModelSlots.VOICE_ACTIVITY, ModelSlots.SPEECH)
          .ifPresent(
              trial ->
                  trial.compare(
                      verdict(heard.text()), other -> verdict(again(other, settings, heard))));
    } catch (RuntimeException | LinkageError e) {
      LOG.warn("An utterance was not offered to a second model: {}", e.toString());
    }
  }

  /** Only the model that is another one is asked again: the same one would say the same. */
  private String again(ModelStore other, Settings settings, Heard heard) throws ModelException {
    try (Leases leases = Leases.take(other)) {
      Voicing voicing = heard.voicing();
      if (!leases.voice().manifest().id().equals(heard.voice())) {
        Ear ear = listen(leases.voice(), settings, heard.sound());
        if (!ear.speaking()) {
          return "";
        }
        voicing = ear.voicing();
      }
      if (leases.speech().manifest().id().equals(heard.speech())) {
        return heard.text();
      }
      Transcript words =
          new Transcriber(leases.speech(), vocabularies.of(leases.speech()))
              .transcribe(heard.sound());
      return new Judge(leases.speech().manifest(), settings.minConfidence(), ANYTHING)
          .judge(words, voicing)
          .text();
    }
  }

  private static Ear listen(ModelLease voice, Settings settings, float[] sound)
      throws ModelException {
    Ear ear =
        new Ear(
            Resampler.RATE, settings, ANYTHING.expects(), new VoiceActivity(voice), change -> {});
    ear.hear(sound);
    ear.finish();
    return ear;
  }

  private static Verdict verdict(String text) {
    String words = text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
    return Verdict.of(words);
  }
}
