// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.suppress;

/**
 * The discrete Fourier transform of 960 real samples, by a complex one of half the length (Press et
 * al., Numerical Recipes, section 12.3). The complex one sorts itself (Stockham 1966; radices 4, 4,
 * 5, 3, 2), so its inner loops run over neighbours. Not thread-safe.
 */
final class RealTransform {
  /** Samples. */
  static final int SIZE = 960;

  /** Frequencies from 0 to half of the sample rate. */
  static final int BINS = SIZE / 2 + 1;

  private static final int HALF = SIZE / 2;
  private static final int[] RADICES = {4, 5, 3, 2};

  /** cos and -sin of a full turn in {@value #SIZE} steps. */
  private static final float[] COS = new float[SIZE];

  private static final float[] SIN = new float[SIZE];

  static {
    for (int i = 0; i < SIZE; i++) {
      COS[i] = (float) Math.cos(2 * Math.PI * i / SIZE);
      SIN[i] = (float) -Math.sin(2 * Math.PI * i / SIZE);
    }
  }

  private float[] re = new float[HALF];
  private float[] im = new float[HALF];
  private float[] nextRe = new float[HALF];
  private float[] nextIm = new float[HALF];

  /**
   * Transforms samples, divided by their number.
   *
   * @param samples {@value #SIZE} of them
   * @param outRe filled with {@value #SIZE} / 2 + 1 real parts
   * @param outIm filled with imaginary parts
   */
  void forward(float[] samples, float[] outRe, float[] outIm) {
    for (int i = 0; i < HALF; i++) {
      re[i] = samples[2 * i];
      im[i] = samples[2 * i + 1];
    }
    complex();
    float scale = 1f / SIZE;
    outRe[0] = (re[0] + im[0]) * scale;
    outIm[0] = 0;
    outRe[HALF] = (re[0] - im[0]) * scale;
    outIm[HALF] = 0;
    for (int k = 1; k < HALF; k++) {
      float evenRe = (re[k] + re[HALF - k]) * .5f;
      float evenIm = (im[k] - im[HALF - k]) * .5f;
      float oddRe = (im[k] + im[HALF - k]) * .5f;
      float oddIm = (re[HALF - k] - re[k]) * .5f;
      outRe[k] = (evenRe + COS[k] * oddRe - SIN[k] * oddIm) * scale;
      outIm[k] = (evenIm + COS[k] * oddIm + SIN[k] * oddRe) * scale;
    }
  }

  /** Undoes {@link #forward}. The imaginary parts of the two outer bins count as 0. */
  void inverse(float[] inRe, float[] inIm, float[] samples) {
    // A forward transform of the conjugates, conjugated, is the inverse one.
    re[0] = inRe[0] + inRe[HALF];
    im[0] = inRe[HALF] - inRe[0];
    for (int k = 1; k < HALF; k++) {
      float evenRe = inRe[k] + inRe[HALF - k];
      float evenIm = inIm[k] - inIm[HALF - k];
      float differenceRe = inRe[k] - inRe[HALF - k];
      float differenceIm = inIm[k] + inIm[HALF - k];
      float oddRe = COS[k] * differenceRe + SIN[k] * differenceIm;
      float oddIm = COS[k] * differenceIm - SIN[k] * differenceRe;
      re[k] = evenRe - oddIm;
      im[k] = -(evenIm + oddRe);
    }
    complex();
    for (int i = 0; i < HALF; i++) {
      samples[2 * i] = re[i];
      samples[2 * i + 1] = -im[i];
    }
  }

  private void complex() {
    first();
    swap();
    int length = HALF / 4;
    int stride = 4;
    for (int radix : RADICES) {
      for (int p = 0; p < length / radix; p++) {
        for (int k = 0; k < radix; k++) {
          output(length, stride, radix, p, k);
        }
      }
      length /= radix;
      stride *= radix;
      swap();
    }
  }

  private void swap() {
    float[] was = re;
    re = nextRe;
    nextRe = was;
    was = im;
    im = nextIm;
    nextIm = was;
  }

  /** The pass of radix 4 in which no outputs of the same factor lie beside each other yet. */
  private void first() {
    int quarter = HALF / 4;
    for (int p = 0; p < quarter; p++) {
      float evenRe = re[p] + re[p + 2 * quarter];
      float evenIm = im[p] + im[p + 2 * quarter];
      float evenLessRe = re[p] - re[p + 2 * quarter];
      float evenLessIm = im[p] - im[p + 2 * quarter];
      float oddRe = re[p + quarter] + re[p + 3 * quarter];
      float oddIm = im[p + quarter] + im[p + 3 * quarter];
      float oddLessRe = re[p + quarter] - re[p + 3 * quarter];
      float oddLessIm = im[p + quarter] - im[p + 3 * quarter];
      put(4 * p, 0, evenRe + oddRe, evenIm + oddIm);
      put(4 * p + 1, 2 * p, evenLessRe + oddLessIm, evenLessIm - oddLessRe);
      put(4 * p + 2, 4 * p, evenRe - oddRe, evenIm - oddIm);
      put(4 * p + 3, 6 * p, evenLessRe - oddLessIm, evenLessIm + oddLessRe);
    }
  }

  private void put(int to, int turn, float valueRe, float valueIm) {
    nextRe[to] = COS[turn] * valueRe - SIN[turn] * valueIm;
    nextIm[to] = COS[turn] * valueIm + SIN[turn] * valueRe;
  }

  private void output(int length, int stride, int radix, int p, int k) {
    int to = stride * (radix * p + k);
    for (int q = 0; q < stride; q++) {
      nextRe[to + q] = 0;
      nextIm[to + q] = 0;
    }
    for (int j = 0; j < radix; j++) {
      int turn = (k * p * (SIZE / length) + j * k * (SIZE / radix)) % SIZE;
      add(stride * (p + j * (length / radix)), to, stride, COS[turn], SIN[turn]);
    }
  }

  private void add(int from, int to, int count, float cos, float sin) {
    for (int q = 0; q < count; q++) {
      nextRe[to + q] += cos * re[from + q] - sin * im[from + q];
      nextIm[to + q] += cos * im[from + q] + sin * re[from + q];
    }
  }
}
