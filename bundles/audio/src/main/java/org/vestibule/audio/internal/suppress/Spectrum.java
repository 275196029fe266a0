// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.suppress;

/** One windowed frame in frequencies, and its energy in each band. Not thread-safe. */
final class Spectrum {
  /**
   * The first half of Vorbis' power-complementary window (Vorbis I specification), over two frames.
   */
  private static final float[] WINDOW = window();

  private final RealTransform transform;
  private final float[] windowed = new float[RealTransform.SIZE];

  final float[] re = new float[RealTransform.BINS];
  final float[] im = new float[RealTransform.BINS];
  final float[] energies = new float[Bands.COUNT];

  Spectrum(RealTransform transform) {
    this.transform = transform;
  }

  private static float[] window() {
    float[] window = new float[RealTransform.SIZE / 2];
    for (int i = 0; i < window.length; i++) {
      double sine = Math.sin(.5 * Math.PI * (i + .5) / window.length);
      window[i] = (float) Math.sin(.5 * Math.PI * sine * sine);
    }
    return window;
  }

  /** Analyses {@value RealTransform#SIZE} samples of {@code sound}. */
  void analyse(float[] sound, int from) {
    int half = WINDOW.length;
    for (int i = 0; i < half; i++) {
      windowed[i] = sound[from + i] * WINDOW[i];
      windowed[2 * half - 1 - i] = sound[from + 2 * half - 1 - i] * WINDOW[i];
    }
    transform.forward(windowed, re, im);
    measure();
  }

  /** Measures the energies anew. */
  void measure() {
    Bands.correlate(re, im, re, im, energies);
  }

  /** Adds another spectrum, weighted. */
  void add(float[] factors, Spectrum other) {
    for (int i = 0; i < re.length; i++) {
      re[i] += factors[i] * other.re[i];
      im[i] += factors[i] * other.im[i];
    }
  }

  /** Multiplies each bin. */
  void multiply(float[] factors) {
    for (int i = 0; i < re.length; i++) {
      re[i] *= factors[i];
      im[i] *= factors[i];
    }
  }

  /** Returns the windowed frame; valid until the next call. */
  float[] synthesise() {
    transform.inverse(re, im, windowed);
    int half = WINDOW.length;
    for (int i = 0; i < half; i++) {
      windowed[i] *= WINDOW[i];
      windowed[2 * half - 1 - i] *= WINDOW[i];
    }
    return windowed;
  }
}
