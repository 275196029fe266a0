// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal;

import java.util.Arrays;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelLease;
import org.vestibule.api.model.ModelSlots;
import org.vestibule.api.model.ModelStore;
import org.vestibule.api.model.Verdict;
import org.vestibule.audio.internal.recognise.Moonshine;
import org.vestibule.audio.internal.recognise.Transcript;
import org.vestibule.audio.internal.recognise.Vocabularies;
import org.vestibule.audio.internal.recognise.Vocabulary;
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
   * @param voicedShare see {@link Endpointer#voicedShare()}
   * @param voice id of the model that found the speech
   * @param speech id of the model that recognised it
   */
  record Heard(float[] sound, String text, double voicedShare, String voice, String speech) {}

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
      double voiced = heard.voicedShare();
      if (!leases.voice().manifest().id().equals(heard.voice())) {
        Endpointer endpointer = listen(leases.voice(), settings, heard.sound());
        if (!endpointer.speaking()) {
          return "";
        }
        voiced = endpointer.voicedShare();
      }
      if (leases.speech().manifest().id().equals(heard.speech())) {
        return heard.text();
      }
      Vocabulary vocabulary = vocabularies.of(leases.speech());
      Transcript words =
          new Moonshine(leases.speech(), vocabulary, () -> false).transcribe(heard.sound());
      boolean believed =
          Recognition.sentence(words, voiced) && words.confidence() >= settings.minConfidence();
      return believed ? words.text() : "";
    }
  }

  private static Endpointer listen(ModelLease voice, Settings settings, float[] sound)
      throws ModelException {
    VoiceActivity activity = new VoiceActivity(voice);
    Endpointer endpointer = new Endpointer(settings);
    for (int from = 0; from < sound.length; from += VoiceActivity.CHUNK) {
      float[] chunk = Arrays.copyOfRange(sound, from, from + VoiceActivity.CHUNK);
      endpointer.accept(activity.probability(chunk));
    }
    return endpointer;
  }

  private static Verdict verdict(String text) {
    String words = text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
    return Verdict.of(words);
  }
}
