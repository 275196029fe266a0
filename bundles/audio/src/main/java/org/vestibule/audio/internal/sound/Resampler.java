// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.sound;

import java.util.Arrays;

/**
 * Brings sound of any rate from 8 to 48 kHz to floats at another one, chunk by chunk; to 16 kHz
 * unless told otherwise.
 *
 * <p>Polyphase windowed-sinc interpolation (J. O. Smith, "Digital Audio Resampling"; Kaiser window
 * with the parameters of Kaiser 1974 for 70 dB): 32 zero crossings a side at the lower of the two
 * rates, cut-off in the middle of the transition band so that the stop band begins at that rate's
 * half. Each phase sums to 1, so a constant stays the constant. Output sample n lies at input
 * position n * rate / target exactly: time is not shifted, whatever the chunks. Where the rates are
 * the same the samples are, too. Not thread-safe.
 */
public final class Resampler {
  /** What the models listen to, in Hz. */
  public static final int RATE = 16_000;

  private static final int ZERO_CROSSINGS = 32;
  private static final double STOP_BAND_DB = 70;

  /** Ratios with more phases than this use the nearest one: jitter below -59 dB at 3 kHz. */
  private static final int MAX_PHASES = 1024;

  private final int up;
  private final int down;
  private final int half;
  private final float[][] phases;
  private float[] window = new float[0];
  private int filled;

  /** Where the next output lies: this many input samples and {@code phase / up} of one. */
  private int position;

  private int phase;

  /** Prepares the filter from {@code rate} Hz to {@link #RATE}. */
  public Resampler(int rate) {
    this(rate, RATE);
  }

  /** Prepares the filter from {@code rate} Hz to {@code target} Hz, both from 8000 to 48000. */
  public Resampler(int rate, int target) {
    int divisor = gcd(rate, target);
    up = target / divisor;
    down = rate / divisor;
    if (up == down) {
      half = 0;
      phases = new float[0][];
    } else {
      double lower = Math.min(1.0, target / (double) rate);
      half = (int) Math.ceil(ZERO_CROSSINGS / lower);
      phases = phases(Math.min(up, MAX_PHASES), half, lower);
      // Before the first sample there was silence: the first output needs it on its left.
      window = new float[4 * half];
      filled = half;
      position = half;
    }
  }

  /**
   * Takes samples in, gives those at the other rate that they complete.
   *
   * @param samples signed 16-bit samples
   * @param from index of the first
   * @param count how many
   * @return samples in [-1, 1), possibly none
   */
  public float[] push(short[] samples, int from, int count) {
    if (half == 0) {
      return Pcm.floats(samples, from, count);
    }
    makeRoom(count);
    for (int i = 0; i < count; i++) {
      window[filled + i] = samples[from + i] * Pcm.SCALE;
    }
    filled += count;
    return produce();
  }

  /** As above, for samples in [-1, 1). */
  public float[] push(float[] samples, int from, int count) {
    if (half == 0) {
      return Arrays.copyOfRange(samples, from, from + count);
    }
    makeRoom(count);
    System.arraycopy(samples, from, window, filled, count);
    filled += count;
    return produce();
  }

  /** Gives what is still in the filter, as if silence followed. */
  public float[] flush() {
    return half == 0 ? new float[0] : push(new float[half], 0, half);
  }

  /** Overwrites the sound that is held; nothing may be pushed afterwards. */
  public void erase() {
    Arrays.fill(window, 0);
  }

  private void makeRoom(int count) {
    int needed = filled + count;
    if (needed > window.length) {
      window = Arrays.copyOf(window, Math.max(needed, 2 * window.length));
    }
  }

  private float[] produce() {
    long room = (long) (filled - half - position) * up - phase;
    int count = (int) Math.max(0, (room + down - 1) / down);
    float[] out = new float[count];
    for (int n = 0; n < count; n++) {
      float[] taps = phases[(int) ((long) phase * phases.length / up)];
      int first = position - half + 1;
      float sum = 0;
      for (int k = 0; k < taps.length; k++) {
        sum += taps[k] * window[first + k];
      }
      out[n] = sum;
      phase += down;
      position += phase / up;
      phase %= up;
    }
    int done = Math.min(position - half, filled);
    System.arraycopy(window, done, window, 0, filled - done);
    filled -= done;
    position -= done;
    return out;
  }

  private static float[][] phases(int count, int half, double lower) {
    // Kaiser's formula: the width of the transition follows from length and attenuation.
    double transition = (STOP_BAND_DB - 8) / (2.285 * 2 * half) / Math.PI;
    double cutoff = lower - transition / 2;
    double beta = 0.1102 * (STOP_BAND_DB - 8.7);
    float[][] phases = new float[count][2 * half];
    for (int p = 0; p < count; p++) {
      double sum = 0;
      double[] taps = new double[2 * half];
      for (int k = 0; k < taps.length; k++) {
        double x = k - half + 1 - p / (double) count;
        double edge = x / half;
        double taper = Math.abs(edge) > 1 ? 0 : bessel(beta * Math.sqrt(1 - edge * edge));
        taps[k] = taper * sinc(cutoff * x);
        sum += taps[k];
      }
      for (int k = 0; k < taps.length; k++) {
        phases[p][k] = (float) (taps[k] / sum);
      }
    }
    return phases;
  }

  private static double sinc(double x) {
    return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
  }

  /** The modified Bessel function of the first kind, order 0, by its power series. */
  private static double bessel(double x) {
    double term = 1;
    double sum = 1;
    for (int k = 1; term > 1e-12 * sum; k++) {
      term *= (x / (2 * k)) * (x / (2 * k));
      sum += term;
    }
    return sum;
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }
}
