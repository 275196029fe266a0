// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.suppress;

import java.util.Arrays;

/**
 * What the network is told of a frame (Valin 2018, "Feature extraction"): 22 cepstral coefficients,
 * how the first six change and how that changes, six coefficients of the correlation with a period
 * before, the period, and how much the spectrum varies. Not thread-safe.
 */
final class Features {
  private static final int CHANGES = 6;
  private static final int KEPT = 8;
  private static final int PITCH = Bands.COUNT + 2 * CHANGES;
  private static final int PERIOD = PITCH + CHANGES;
  private static final float SILENCE = .04f;

  private final float[][] cepstra = new float[KEPT][Bands.COUNT];
  private final float[] logarithms = new float[Bands.COUNT];
  private final float[] transformed = new float[Bands.COUNT];
  private int newest;

  /** What the network takes; valid until the next frame. */
  final float[] values = new float[Weights.FEATURES];

  /**
   * Takes the next frame.
   *
   * @param energies of the bands
   * @param correlations with a period before, normalised, of the bands
   * @param period in samples
   * @return false if the frame is as good as silent: then nothing is noted
   */
  boolean take(float[] energies, float[] correlations, int period) {
    float sum = logarithms(energies);
    if (sum < SILENCE) {
      return false;
    }
    Bands.cosineTransform(correlations, transformed);
    System.arraycopy(transformed, 0, values, PITCH, CHANGES);
    values[PITCH] -= 1.3f;
    values[PITCH + 1] -= 0.9f;
    values[PERIOD] = .01f * (period - 300);
    cepstrum();
    values[PERIOD + 1] = variability() - 2.1f;
    return true;
  }

  /** Forgets all frames. */
  void clear() {
    for (float[] cepstrum : cepstra) {
      Arrays.fill(cepstrum, 0);
    }
    newest = 0;
  }

  /** Quiet bands count as no quieter than a loud one beside them would let a person hear. */
  private float logarithms(float[] energies) {
    float loudest = -2;
    float follow = -2;
    float sum = 0;
    for (int i = 0; i < Bands.COUNT; i++) {
      float own = (float) Math.log10(1e-2 + energies[i]);
      float value = Math.max(loudest - 7, Math.max(follow - 1.5f, own));
      loudest = Math.max(loudest, value);
      follow = Math.max(follow - 1.5f, value);
      logarithms[i] = value;
      sum += energies[i];
    }
    return sum;
  }

  private void cepstrum() {
    Bands.cosineTransform(logarithms, transformed);
    transformed[0] -= 12;
    transformed[1] -= 4;
    float[] now = cepstra[newest];
    float[] before = cepstra[(newest + KEPT - 1) % KEPT];
    float[] earlier = cepstra[(newest + KEPT - 2) % KEPT];
    newest = (newest + 1) % KEPT;
    System.arraycopy(transformed, 0, now, 0, Bands.COUNT);
    System.arraycopy(transformed, 0, values, 0, Bands.COUNT);
    for (int i = 0; i < CHANGES; i++) {
      values[i] = now[i] + before[i] + earlier[i];
      values[Bands.COUNT + i] = now[i] - earlier[i];
      values[Bands.COUNT + CHANGES + i] = now[i] - 2 * before[i] + earlier[i];
    }
  }

  /** Mean distance of each kept cepstrum to the one that is most alike. */
  private float variability() {
    float sum = 0;
    for (int i = 0; i < KEPT; i++) {
      float nearest = 1e15f;
      for (int j = 0; j < KEPT; j++) {
        if (j != i) {
          nearest = Math.min(nearest, distance(cepstra[i], cepstra[j]));
        }
      }
      sum += nearest;
    }
    return sum / KEPT;
  }

  private static float distance(float[] one, float[] other) {
    float sum = 0;
    for (int k = 0; k < Bands.COUNT; k++) {
      float difference = one[k] - other[k];
      sum += difference * difference;
    }
    return sum;
  }
}
