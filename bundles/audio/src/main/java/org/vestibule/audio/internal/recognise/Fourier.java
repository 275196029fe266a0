// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.recognise;

/**
 * The power spectrum of real samples of any length (Cooley and Tukey 1965): halved while the length
 * is even, summed directly below. Not thread-safe.
 */
final class Fourier {
  private final int size;
  private final double[] cos;
  private final double[] sin;

  Fourier(int size) {
    this.size = size;
    cos = new double[size];
    sin = new double[size];
    for (int i = 0; i < size; i++) {
      cos[i] = Math.cos(2 * Math.PI * i / size);
      sin[i] = -Math.sin(2 * Math.PI * i / size);
    }
  }

  /** Writes the squared magnitudes of the bins 0 to size / 2. */
  void power(float[] samples, float[] power) {
    double[] real = new double[size];
    double[] imaginary = new double[size];
    transform(samples, 0, 1, size, real, imaginary, 0);
    for (int bin = 0; bin <= size / 2; bin++) {
      power[bin] = (float) (real[bin] * real[bin] + imaginary[bin] * imaginary[bin]);
    }
  }

  /** Transforms every {@code step}-th sample from {@code from} on into {@code at} and behind. */
  private void transform(
      float[] samples, int from, int step, int count, double[] real, double[] imaginary, int at) {
    if (count % 2 != 0) {
      direct(samples, from, step, count, real, imaginary, at);
      return;
    }
    int half = count / 2;
    transform(samples, from, 2 * step, half, real, imaginary, at);
    transform(samples, from + step, 2 * step, half, real, imaginary, at + half);
    for (int k = 0; k < half; k++) {
      int even = at + k;
      int odd = even + half;
      double oddReal = real[odd] * cos[k * step] - imaginary[odd] * sin[k * step];
      double oddImaginary = real[odd] * sin[k * step] + imaginary[odd] * cos[k * step];
      real[odd] = real[even] - oddReal;
      imaginary[odd] = imaginary[even] - oddImaginary;
      real[even] += oddReal;
      imaginary[even] += oddImaginary;
    }
  }

  private void direct(
      float[] samples, int from, int step, int count, double[] real, double[] imaginary, int at) {
    for (int k = 0; k < count; k++) {
      double sumReal = 0;
      double sumImaginary = 0;
      for (int n = 0; n < count; n++) {
        int turn = k * n % count * step;
        sumReal += samples[from + n * step] * cos[turn];
        sumImaginary += samples[from + n * step] * sin[turn];
      }
      real[at + k] = sumReal;
      imaginary[at + k] = sumImaginary;
    }
  }
}
