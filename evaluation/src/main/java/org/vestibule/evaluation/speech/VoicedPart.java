// SPDX-License-Identifier: Apache-2.0
package org.vestibule.evaluation.speech;

import java.util.Arrays;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelLease;
import org.vestibule.audio.internal.recognise.Voicing;
import org.vestibule.audio.internal.sound.Resampler;
import org.vestibule.audio.internal.voice.VoiceActivity;

/** How much of a recording is voice, as the gateway's ear counts it with its usual threshold. */
final class VoicedPart {
  private static final float THRESHOLD = 0.5f;

  private VoicedPart() {}

  /** Returns it; share and probability are 0 where nobody speaks. */
  static Voicing of(ModelLease lease, float[] sound) throws ModelException {
    VoiceActivity voice = new VoiceActivity(lease);
    int first = -1;
    int last = 0;
    int voiced = 0;
    double probabilities = 0;
    double energy = 1e-12;
    for (int at = 0; at + VoiceActivity.CHUNK <= sound.length; at += VoiceActivity.CHUNK) {
      float[] chunk = Arrays.copyOfRange(sound, at, at + VoiceActivity.CHUNK);
      float probability = voice.probability(chunk);
      if (probability >= THRESHOLD) {
        first = first < 0 ? at : first;
        last = at + chunk.length;
        voiced += chunk.length;
        probabilities += probability * chunk.length;
        energy += Mix.power(chunk, 0, chunk.length) * chunk.length;
      }
    }
    if (voiced == 0) {
      return new Voicing(0, 0, 0, -120);
    }
    return new Voicing(
        voiced / (double) (last - first),
        voiced / (double) Resampler.RATE,
        probabilities / voiced,
        10 * Math.log10(energy / voiced));
  }
}
