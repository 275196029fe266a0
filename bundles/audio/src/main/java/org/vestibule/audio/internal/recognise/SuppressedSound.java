// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.recognise;

import java.util.Arrays;
import org.vestibule.audio.internal.sound.Resampler;
import org.vestibule.audio.internal.suppress.Suppressor;

/** A piece of sound at 16 kHz through a suppressor that works at 48 kHz. */
public final class SuppressedSound {
  private static final int RATIO = 3;

  /** Samples at 16 kHz on each side that an interpolated one is made of. */
  private static final int REACH = 16;

  /** Values of the interpolation kernel, {@link #RATIO} phases of twice {@link #REACH}. */
  private static final float[][] KERNEL = kernel();

  private SuppressedSound() {}

  /**
   * Returns the sound without what the suppressor takes out, as long as before.
   *
   * @param sound samples at 16 kHz in [-1, 1]; not changed
   * @param suppressor fresh; stays the caller's
   */
  public static float[] of(float[] sound, Suppressor suppressor) {
    // One frame more: what comes out is a frame late.
    int frames = (RATIO * sound.length + Suppressor.FRAME - 1) / Suppressor.FRAME + 1;
    short[] cleaned = new short[frames * Suppressor.FRAME];
    float[] frame = new float[Suppressor.FRAME];
    for (int at = 0; at < frames; at++) {
      for (int i = 0; i < frame.length; i++) {
        frame[i] = interpolated(sound, at * Suppressor.FRAME + i);
      }
      suppressor.clean(frame);
      for (int i = 0; i < frame.length; i++) {
        float scaled = Math.round(frame[i] * 32_768);
        cleaned[at * Suppressor.FRAME + i] = (short) Math.max(-32_768, Math.min(32_767, scaled));
      }
    }
    Resampler down = new Resampler(RATIO * Resampler.RATE);
    int from = Suppressor.FRAME;
    float[] begin = down.push(cleaned, from, cleaned.length - from);
    float[] end = down.flush();
    float[] whole = Arrays.copyOf(begin, begin.length + end.length);
    System.arraycopy(end, 0, whole, begin.length, end.length);
    return Arrays.copyOf(whole, sound.length);
  }

  /** Windowed sinc (J. O. Smith, "Digital Audio Resampling"). */
  private static float interpolated(float[] sound, int at) {
    float[] phase = KERNEL[at % RATIO];
    int centre = at / RATIO;
    float sum = 0;
    for (int k = 0; k < phase.length; k++) {
      int sample = centre + k - REACH + 1;
      if (sample >= 0 && sample < sound.length) {
        sum += phase[k] * sound[sample];
      }
    }
    return sum;
  }

  private static float[][] kernel() {
    float[][] kernel = new float[RATIO][2 * REACH];
    for (int phase = 0; phase < RATIO; phase++) {
      for (int k = 0; k < 2 * REACH; k++) {
        double x = k - REACH + 1 - phase / (double) RATIO;
        double sinc = x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
        kernel[phase][k] = (float) (sinc * (0.5 + 0.5 * Math.cos(Math.PI * x / REACH)));
      }
    }
    return kernel;
  }
}
