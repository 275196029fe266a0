// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.suppress;

/**
 * The 22 bands of RNNoise, spaced like those of Opus, each a triangle that reaches to its
 * neighbours' centres (Valin 2018, "Band structure"). Immutable.
 */
final class Bands {
  /** How many there are. */
  static final int COUNT = 22;

  /** Bins from here on, 20 kHz, belong to no band. */
  static final int BINS = 400;

  /** Centres, in bins of 50 Hz: 0, 200, 400 ... 1600 Hz, 2 kHz ... 20 kHz. */
  private static final int[] CENTRES = {
    0, 4, 8, 12, 16, 20, 24, 28, 32, 40, 48, 56, 64, 80, 96, 112, 136, 160, 192, 240, 312, BINS
  };

  private static final float[] RISING = rising();
  private static final float[] COSINES = cosines();

  private Bands() {}

  private static float[] rising() {
    float[] rising = new float[BINS];
    for (int band = 0; band < COUNT - 1; band++) {
      int width = CENTRES[band + 1] - CENTRES[band];
      for (int j = 0; j < width; j++) {
        rising[CENTRES[band] + j] = (float) j / width;
      }
    }
    return rising;
  }

  private static float[] cosines() {
    float[] cosines = new float[COUNT * COUNT];
    for (int i = 0; i < COUNT; i++) {
      for (int j = 0; j < COUNT; j++) {
        double cosine = (float) Math.cos((i + .5) * j * Math.PI / COUNT);
        cosines[i * COUNT + j] = (float) (j == 0 ? cosine * Math.sqrt(.5) : cosine);
      }
    }
    return cosines;
  }

  /**
   * Sums the products of two spectra in each band; of one spectrum with itself it is the energy.
   *
   * @param sums filled, {@value #COUNT}
   */
  static void correlate(float[] re, float[] im, float[] otherRe, float[] otherIm, float[] sums) {
    float last = 0;
    for (int band = 0; band < COUNT - 1; band++) {
      float falling = 0;
      float rising = 0;
      for (int i = CENTRES[band]; i < CENTRES[band + 1]; i++) {
        float product = re[i] * otherRe[i] + im[i] * otherIm[i];
        falling += (1 - RISING[i]) * product;
        rising += RISING[i] * product;
      }
      sums[band] = last + falling;
      last = rising;
    }
    sums[COUNT - 1] = last;
    // The outermost bands are half triangles.
    sums[0] *= 2;
    sums[COUNT - 1] *= 2;
  }

  /**
   * Draws lines between the values of the bands.
   *
   * @param values {@value #COUNT} of them
   * @param bins filled up to {@value #BINS}; what lies above stays as it is
   */
  static void interpolate(float[] values, float[] bins) {
    for (int band = 0; band < COUNT - 1; band++) {
      float from = values[band];
      float to = values[band + 1];
      for (int i = CENTRES[band]; i < CENTRES[band + 1]; i++) {
        bins[i] = (1 - RISING[i]) * from + RISING[i] * to;
      }
    }
  }

  /** The orthonormal cosine transform (DCT-II) over the bands. */
  static void cosineTransform(float[] values, float[] out) {
    for (int i = 0; i < COUNT; i++) {
      float sum = 0;
      for (int j = 0; j < COUNT; j++) {
        sum += values[j] * COSINES[j * COUNT + i];
      }
      out[i] = (float) (sum * Math.sqrt(2. / COUNT));
    }
  }
}
