// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.recognise;

import java.util.List;
import java.util.function.UnaryOperator;
import org.vestibule.audio.internal.sound.Resampler;

/** Other views of the same speech, 16 kHz in [-1, 1]; what is given is not changed. */
final class Views {
  /** The views of a second look, in their order. */
  static final List<UnaryOperator<float[]>> ALL =
      List.of(Views::emphasised, Views::shifted, Views::slower);

  /** Half of the usual pre-emphasis: 3.5 dB from 1 to 8 kHz lie between the two. */
  private static final float EMPHASIS = 0.5f;

  /** The recogniser's frames are 24 ms apart: 10 ms later they fall elsewhere. */
  private static final int SHIFT = Resampler.RATE / 100;

  /** Speed perturbation (Ko et al. 2015, "Audio Augmentation for Speech Recognition"). */
  private static final double SPEED = 0.95;

  private static final int ZERO_CROSSINGS = 16;

  private Views() {}

  /** Consonants louder against low noise, at the level that it had. */
  static float[] emphasised(float[] sound) {
    float[] out = new float[sound.length];
    double before = 1e-12;
    double after = 1e-12;
    float last = 0;
    for (int i = 0; i < out.length; i++) {
      out[i] = sound[i] - EMPHASIS * last;
      last = sound[i];
      before += sound[i] * sound[i];
      after += out[i] * out[i];
    }
    float gain = (float) Math.sqrt(before / after);
    for (int i = 0; i < out.length; i++) {
      out[i] = Math.max(-1, Math.min(1, gain * out[i]));
    }
    return out;
  }

  /** 10 ms of silence before it. */
  static float[] shifted(float[] sound) {
    float[] out = new float[sound.length + SHIFT];
    System.arraycopy(sound, 0, out, SHIFT, sound.length);
    return out;
  }

  /** Five percent slower and lower, by windowed-sinc interpolation. */
  static float[] slower(float[] sound) {
    float[] out = new float[(int) (sound.length / SPEED)];
    float[] padded = new float[sound.length + 2 * ZERO_CROSSINGS + 1];
    System.arraycopy(sound, 0, padded, ZERO_CROSSINGS, sound.length);
    for (int i = 0; i < out.length; i++) {
      double at = i * SPEED;
      int first = (int) at + 1;
      double sum = 0;
      for (int k = 0; k < 2 * ZERO_CROSSINGS; k++) {
        double x = at - (int) at + ZERO_CROSSINGS - 1 - k;
        double taper = 0.5 + 0.5 * Math.cos(Math.PI * x / (ZERO_CROSSINGS + 1));
        sum += padded[first + k] * taper * (x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x));
      }
      out[i] = (float) sum;
    }
    return out;
  }
}
