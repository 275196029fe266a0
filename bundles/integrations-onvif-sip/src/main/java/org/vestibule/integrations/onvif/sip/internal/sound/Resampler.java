// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.sound;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * Brings 16-bit sound of 8 to 48 kHz to another rate of these, piece by piece.
 *
 * <p>Band-limited interpolation with a Hann-windowed sinc of 16 zero crossings a side (J. O. Smith,
 * "Digital Audio Resampling"), cut off at 0.95 of the lower of the two Nyquist frequencies. The
 * window is evaluated directly: a second of 48 kHz sound costs about 1.5 million multiplications.
 * Output lies at input position {@code n * rate / target}; time is not shifted. Not thread-safe.
 */
public final class Resampler {
  /** What the house hears and says, Hz. */
  public static final int HOUSE_RATE = 16_000;

  private static final int ZERO_CROSSINGS = 16;
  private static final double PASS = 0.95;

  private final int up;
  private final int down;
  private final int half;
  private final double[][] taps;
  private short[] window;
  private int filled;
  private int position;
  private int phase;

  /** Prepares the filter from {@code rate} to {@value #HOUSE_RATE} Hz. */
  public Resampler(int rate) {
    this(rate, HOUSE_RATE);
  }

  /** Prepares the filter from {@code rate} to {@code target} Hz, both from 8000 to 48000. */
  public Resampler(int rate, int target) {
    int divisor = BigInteger.valueOf(rate).gcd(BigInteger.valueOf(target)).intValue();
    up = target / divisor;
    down = rate / divisor;
    double lower = Math.min(1.0, target / (double) rate);
    half = (int) Math.ceil(ZERO_CROSSINGS / lower);
    // An odd rate has up to 16000 phases: 512 of them are nearer than 16 bits can tell in speech.
    taps = new double[Math.min(up, 512)][];
    for (int p = 0; p < taps.length; p++) {
      taps[p] = taps(p / (double) taps.length, half, PASS * lower);
    }
    // Silence before the first sample, for the left wing of the first output.
    window = new short[8 * half];
    filled = half;
    position = half;
  }

  /**
   * Lets so much silence go ahead of the sound that from now on what is pushed in comes out at
   * once, as many samples as the two rates say; this shifts time by {@link #heldBack}.
   */
  public void prime() {
    push(new short[heldBack()], heldBack());
  }

  /** Returns how many input samples behind the last one are needed for an output. */
  public int heldBack() {
    return up == down ? 0 : half;
  }

  /** Takes {@code count} samples in, gives those that they complete. */
  public short[] push(short[] samples, int count) {
    if (up == down) {
      return Arrays.copyOf(samples, count);
    }
    if (filled + count > window.length) {
      window = Arrays.copyOf(window, 2 * (filled + count));
    }
    System.arraycopy(samples, 0, window, filled, count);
    filled += count;
    return produce();
  }

  /** Gives what is still inside, as if silence followed. */
  public short[] flush() {
    return up == down ? new short[0] : push(new short[half], half);
  }

  /** Overwrites the sound that is held; nothing may be pushed afterwards. */
  public void erase() {
    Arrays.fill(window, (short) 0);
  }

  private short[] produce() {
    long room = (long) (filled - half - position) * up - phase;
    short[] out = new short[(int) Math.max(0, (room + down - 1) / down)];
    for (int n = 0; n < out.length; n++) {
      double[] wing = taps[(int) ((long) phase * taps.length / up)];
      double sum = 0;
      for (int k = 0; k < wing.length; k++) {
        sum += wing[k] * window[position - half + 1 + k];
      }
      out[n] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.rint(sum)));
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

  private static double[] taps(double fraction, int half, double cutoff) {
    double[] wing = new double[2 * half];
    double sum = 0;
    for (int k = 0; k < wing.length; k++) {
      double x = k - half + 1 - fraction;
      double hann = 0.5 + 0.5 * Math.cos(Math.PI * Math.max(-1, Math.min(1, x / half)));
      double turn = Math.PI * cutoff * x;
      wing[k] = hann * (turn == 0 ? 1 : Math.sin(turn) / turn);
      sum += wing[k];
    }
    for (int k = 0; k < wing.length; k++) {
      // Each phase sums to 1, so that a constant stays the constant.
      wing[k] /= sum;
    }
    return wing;
  }
}
