// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.command;

import java.nio.FloatBuffer;
import java.util.Map;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelLease;
import org.vestibule.api.model.ModelRun;
import org.vestibule.api.model.Tensor;
import org.vestibule.audio.internal.sound.Resampler;

/**
 * Sound as a sequence of vectors of 96 numbers, one for each 80 ms (Lin et al. 2020, "Training
 * Keyword Spotters with Limited and Synthesized Speech Data": a network that was trained on other
 * words, under a small head for new ones).
 *
 * <p>Network {@code spectrogram}: [1, n] samples on the scale of 16-bit integers to 32 mel bands a
 * frame of 10 ms, which are divided by 10 and raised by 2. Network {@code embedding}: windows of 76
 * frames, [windows, 76, 32, 1], to [windows, 1, 1, 96]. The sound is brought to one level and has
 * silence put around it, so that a short word stands whole in several windows. Thread-safe.
 */
public final class SpeechEmbedding {
  /** The family in the manifest. */
  public static final String FAMILY = "speech-embedding-head";

  /** Numbers in a vector. */
  public static final int SIZE = 96;

  /** Longer sound than this, two seconds, is no single word. */
  public static final int LONGEST = 2 * Resampler.RATE;

  private static final int PAD = 2 * Resampler.RATE / 5;
  private static final int BANDS = 32;
  private static final int WINDOW = 76;
  private static final int HOP = 8;
  private static final int LEVEL_FRAME = Resampler.RATE / 40;

  /** Root mean square of the loudest 25 ms after levelling, on the scale of 16-bit integers. */
  private static final double LEVEL = 6000;

  /** Noise of a quiet room is not raised to the level of speech. */
  private static final double MOST_GAIN = 40;

  private SpeechEmbedding() {}

  /**
   * Embeds an utterance.
   *
   * @param sound at least 0.1 s and at most {@link #LONGEST} samples at 16 kHz in [-1, 1]
   * @return one vector for each 80 ms, two at least
   */
  public static float[][] of(ModelLease lease, float[] sound) throws ModelException {
    float[] levelled = levelled(sound);
    float[] bands;
    try (ModelRun run =
        lease.run("spectrogram", Map.of("input", Tensor.floats(levelled, 1, levelled.length)))) {
      bands = run.floats("output");
    }
    for (int i = 0; i < bands.length; i++) {
      bands[i] = bands[i] / 10 + 2;
    }
    int windows = 1 + (bands.length / BANDS - WINDOW) / HOP;
    FloatBuffer stacked = FloatBuffer.allocate(windows * WINDOW * BANDS);
    for (int i = 0; i < windows; i++) {
      stacked.put(bands, i * HOP * BANDS, WINDOW * BANDS);
    }
    Tensor input = new Tensor.Floats(stacked.flip(), new long[] {windows, WINDOW, BANDS, 1});
    float[] flat;
    try (ModelRun run = lease.run("embedding", Map.of("input_1", input))) {
      flat = run.floats("conv2d_19");
    }
    float[][] vectors = new float[windows][SIZE];
    for (int i = 0; i < windows; i++) {
      System.arraycopy(flat, i * SIZE, vectors[i], 0, SIZE);
    }
    return vectors;
  }

  private static float[] levelled(float[] sound) {
    double loudest = 1e-9;
    for (int from = 0; from < sound.length; from += LEVEL_FRAME) {
      int to = Math.min(sound.length, from + LEVEL_FRAME);
      double power = 0;
      for (int i = from; i < to; i++) {
        power += sound[i] * sound[i];
      }
      loudest = Math.max(loudest, Math.sqrt(power / LEVEL_FRAME));
    }
    float gain = (float) (32_768 * Math.min(MOST_GAIN, LEVEL / 32_768 / loudest));
    float[] levelled = new float[sound.length + 2 * PAD];
    for (int i = 0; i < sound.length; i++) {
      levelled[PAD + i] = sound[i] * gain;
    }
    return levelled;
  }
}
