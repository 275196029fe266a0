// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.recognise;

import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.vestibule.api.model.Tensor;
import org.vestibule.audio.internal.sound.Resampler;

/**
 * Whisper's view of sound (Radford et al. 2022, section 2.2): power in mel bands over windows of 25
 * ms every 10 ms, logarithm to base 10, the lowest 8 decades below the loudest cut off, scaled to
 * about [-1, 1], always 30 s long. Longer sound is cut at 30 s. Immutable and thread-safe.
 *
 * <p>Windows are Hann windows centred on their frame, the sound mirrored at its beginning; the
 * bands are triangles of equal area on Slaney's mel scale (Auditory Toolbox, 1998), 0 to 8 kHz.
 */
final class LogMel implements FrontEnd {
  /** Frames in 30 s. */
  static final int FRAMES = 3000;

  private static final int WINDOW = 400;
  private static final int HOP = 160;
  private static final int BINS = WINDOW / 2 + 1;
  private static final int MOST_SAMPLES = 30 * Resampler.RATE;
  private static final float FLOOR = 1e-10f;
  private static final int DECADES = 8;
  private static final ConcurrentMap<Integer, LogMel> KNOWN = new ConcurrentHashMap<>();

  private final float[] hann = new float[WINDOW];
  private final float[][] bands;

  private LogMel(int count) {
    for (int i = 0; i < WINDOW; i++) {
      hann[i] = (float) (0.5 - 0.5 * Math.cos(2 * Math.PI * i / WINDOW));
    }
    bands = bands(count);
  }

  /** Returns the view with {@code bands} bands: 80, or 128 for the later large models. */
  static LogMel of(int bands) {
    return KNOWN.computeIfAbsent(bands, LogMel::new);
  }

  @Override
  public String name() {
    return "input_features";
  }

  @Override
  public Tensor input(float[] sound) {
    return Tensor.floats(features(sound), 1, bands.length, FRAMES);
  }

  /** Returns the bands one after the other, {@link #FRAMES} values each. */
  float[] features(float[] sound) {
    int length = Math.min(sound.length, MOST_SAMPLES);
    float[] features = new float[bands.length * FRAMES];
    Arrays.fill(features, (float) Math.log10(FLOOR));
    float top = (float) Math.log10(FLOOR);
    float[] power = new float[BINS];
    Fourier fourier = new Fourier(WINDOW);
    // Behind the sound there is silence, which the floor says already.
    int frames = Math.min(FRAMES, (length + WINDOW / 2) / HOP + 1);
    for (int frame = 0; frame < frames; frame++) {
      fourier.power(windowed(sound, length, frame * HOP - WINDOW / 2), power);
      for (int band = 0; band < bands.length; band++) {
        float log = (float) Math.log10(Math.max(FLOOR, dot(bands[band], power)));
        features[band * FRAMES + frame] = log;
        top = Math.max(top, log);
      }
    }
    for (int i = 0; i < features.length; i++) {
      features[i] = (Math.max(features[i], top - DECADES) + 4) / 4;
    }
    return features;
  }

  private float[] windowed(float[] sound, int length, int from) {
    float[] window = new float[WINDOW];
    for (int i = 0; i < WINDOW; i++) {
      int at = Math.abs(from + i);
      window[i] = at < length ? sound[at] * hann[i] : 0;
    }
    return window;
  }

  private static float dot(float[] weights, float[] power) {
    float sum = 0;
    for (int i = 0; i < BINS; i++) {
      sum += weights[i] * power[i];
    }
    return sum;
  }

  private static float[][] bands(int count) {
    double top = mel(Resampler.RATE / 2.0);
    double[] edges = new double[count + 2];
    for (int i = 0; i < edges.length; i++) {
      edges[i] = hertz(top * i / (count + 1));
    }
    float[][] bands = new float[count][BINS];
    for (int band = 0; band < count; band++) {
      double height = 2 / (edges[band + 2] - edges[band]);
      for (int bin = 0; bin < BINS; bin++) {
        double at = bin * (double) Resampler.RATE / WINDOW;
        double rise = (at - edges[band]) / (edges[band + 1] - edges[band]);
        double fall = (edges[band + 2] - at) / (edges[band + 2] - edges[band + 1]);
        bands[band][bin] = (float) (height * Math.max(0, Math.min(rise, fall)));
      }
    }
    return bands;
  }

  /** Linear below 1 kHz, logarithmic above. */
  private static double mel(double hertz) {
    return hertz < 1000 ? hertz * 3 / 200 : 15 + 27 * Math.log(hertz / 1000) / Math.log(6.4);
  }

  private static double hertz(double mel) {
    return mel < 15 ? mel * 200 / 3 : 1000 * Math.pow(6.4, (mel - 15) / 27);
  }
}
