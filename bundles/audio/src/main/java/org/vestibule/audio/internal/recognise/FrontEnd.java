// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.recognise;

import java.util.Arrays;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelManifest;
import org.vestibule.api.model.Tensor;
import org.vestibule.audio.internal.sound.Resampler;

/**
 * What an encoder wants to see of the sound; the manifest's family decides.
 *
 * @see LogMel
 */
interface FrontEnd {
  /** Moonshine: samples as they are (Jeffries et al. 2024, section 3.1). */
  String SAMPLES = "moonshine";

  /** Whisper: logarithms of mel bands (Radford et al. 2022, section 2.2). */
  String MEL = "whisper";

  /** Moonshine's convolutions need about 0.06 s; half a second is safe. */
  int LEAST_SAMPLES = Resampler.RATE / 2;

  /** Returns the name of the encoder's input. */
  String name();

  /** Returns the input for samples at 16 kHz in [-1, 1]. */
  Tensor input(float[] sound);

  /**
   * Returns what the pack's family needs.
   *
   * @throws ModelException {@code model-manifest-invalid} for a family that is not known
   */
  static FrontEnd of(ModelManifest manifest) throws ModelException {
    return switch (manifest.family()) {
      case SAMPLES -> new Samples();
      case MEL -> LogMel.of(manifest.parameters().getOrDefault("melBins", 80.0).intValue());
      default ->
          throw new ModelException(
              "model-manifest-invalid",
              "model pack " + manifest.id(),
              "family " + manifest.family(),
              "family " + SAMPLES + " or " + MEL,
              "Use a pack of one of these families in the slot speech.");
    };
  }

  /** The samples as they are. */
  record Samples() implements FrontEnd {
    @Override
    public String name() {
      return "input_values";
    }

    @Override
    public Tensor input(float[] sound) {
      float[] padded = sound.length < LEAST_SAMPLES ? Arrays.copyOf(sound, LEAST_SAMPLES) : sound;
      return Tensor.floats(padded, 1, padded.length);
    }
  }
}
