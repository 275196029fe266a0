// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.model.ModelLease;
import org.vestibule.api.model.ModelStore;
import org.vestibule.api.speech.Expectation;
import org.vestibule.api.speech.SpeechWish;
import org.vestibule.audio.internal.recognise.ConfidenceFeatures;
import org.vestibule.audio.internal.recognise.Gates;
import org.vestibule.audio.internal.recognise.Transcriber;
import org.vestibule.audio.internal.recognise.Transcript;
import org.vestibule.audio.internal.recognise.Vocabularies;
import org.vestibule.audio.internal.recognise.Voicing;
import org.vestibule.audio.internal.sound.Resampler;
import org.vestibule.audio.internal.voice.VoiceActivity;

/**
 * What an evaluation sees of the recogniser: a whole recording heard as one utterance, with the
 * features that a calibration is fitted on, and nothing thrown away for lack of confidence.
 * Thread-safe.
 */
public final class SpeechProbe {
  /**
   * What was heard.
   *
   * @param transcript the words, judged by nothing
   * @param features of its best reading
   * @param confidence by the calibration that the model's manifest holds, 0 to 1
   * @param doubt the gate that it does not pass, one sentence; empty when it passes all
   */
  public record Heard(
      Transcript transcript, ConfidenceFeatures features, float confidence, String doubt) {}

  private static final SpeechWish WISH = new SpeechWish(Locale.ROOT, Duration.ofMinutes(1));

  private final Vocabularies vocabularies = new Vocabularies();

  /**
   * Hears.
   *
   * @param samples 16-bit samples
   * @param rate 8000 to 48000 a second
   * @return empty when nobody spoke
   * @throws VestibuleException {@code model-*}
   */
  public Optional<Heard> hear(ModelStore store, short[] samples, int rate)
      throws VestibuleException {
    // A speaker's pause must not cut a recording whose words are known as a whole.
    Settings patient = Settings.of(Map.of("silenceHangoverMillis", 2000));
    try (Leases leases = Leases.take(store)) {
      VoiceActivity voice = new VoiceActivity(leases.voice());
      Ear ear = new Ear(Resampler.RATE, patient, Expectation.ANYTHING, voice, change -> {});
      Resampler resampler = new Resampler(rate);
      ear.hear(resampler.push(samples, 0, samples.length));
      ear.hear(resampler.flush());
      ear.finish();
      return ear.speaking() ? Optional.of(heard(leases.speech(), ear)) : Optional.empty();
    }
  }

  private Heard heard(ModelLease speech, Ear ear) throws VestibuleException {
    Transcript transcript =
        new Transcriber(speech, vocabularies.of(speech)).transcribe(ear.utterance());
    Voicing voicing = ear.voicing();
    return new Heard(
        transcript,
        ConfidenceFeatures.of(transcript.best(), voicing),
        new Judge(speech.manifest(), 0, WISH).judge(transcript, voicing).confidence(),
        Gates.doubt(transcript, voicing));
  }
}
