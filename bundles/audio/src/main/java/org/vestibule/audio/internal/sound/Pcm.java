// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.sound;

/** Between 16-bit samples and floats in [-1, 1); there and back is the same. */
public final class Pcm {
  /** What makes a float of a 16-bit sample. */
  public static final float SCALE = 1f / 32_768;

  private Pcm() {}

  /** Returns samples as floats. */
  public static float[] floats(short[] samples, int from, int count) {
    float[] floats = new float[count];
    for (int i = 0; i < count; i++) {
      floats[i] = samples[from + i] * SCALE;
    }
    return floats;
  }

  /** Returns floats as samples, rounded, at most full scale. */
  public static short[] shorts(float[] floats) {
    short[] samples = new short[floats.length];
    for (int i = 0; i < samples.length; i++) {
      int rounded = Math.round(floats[i] * 32_768);
      samples[i] = (short) Math.max(-32_768, Math.min(32_767, rounded));
    }
    return samples;
  }
}
