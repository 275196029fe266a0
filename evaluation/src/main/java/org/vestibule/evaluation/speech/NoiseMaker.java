// SPDX-License-Identifier: Apache-2.0
package org.vestibule.evaluation.speech;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.vestibule.audio.internal.sound.Resampler;

/** Makes noise at 16 kHz, the same for the same seed. Levels are arbitrary: mixing sets them. */
final class NoiseMaker {
  private static final int RATE = Resampler.RATE;
  private static final int TALKERS = 8;

  private final Random random;

  NoiseMaker(long seed) {
    random = new Random(seed);
  }

  /**
   * Makes a piece of noise.
   *
   * @param talkers what babble is made of; at least one voice for {@link Noise#BABBLE}
   */
  float[] make(Noise noise, int samples, List<float[]> talkers) {
    return switch (noise) {
      case PINK -> pink(samples);
      case TRAFFIC -> traffic(samples);
      case BABBLE -> babble(samples, talkers);
      case DISHES -> dishes(samples);
    };
  }

  /**
   * Noise that falls by 3 dB an octave: P. Kellet's sum of three one-pole filters ("economy"
   * method, music-dsp archive 1999), within half a decibel.
   */
  float[] pink(int samples) {
    float[] out = new float[samples];
    double a = 0;
    double b = 0;
    double c = 0;
    for (int i = 0; i < samples; i++) {
      double white = random.nextGaussian() * 0.1;
      a = 0.99765 * a + white * 0.0990460;
      b = 0.96300 * b + white * 0.2965164;
      c = 0.57000 * c + white * 1.0526913;
      out[i] = (float) ((a + b + c + white * 0.1848) * 0.3);
    }
    return out;
  }

  /** Rolling noise below 1 kHz and some hiss above; each car comes and goes within seconds. */
  float[] traffic(int samples) {
    float[] pink = pink(samples);
    float[] out = new float[samples];
    double low = 0;
    double smooth = 0;
    double pole = 1 - Math.exp(-2 * Math.PI * 800 / RATE);
    double[] near = passing(samples);
    for (int i = 0; i < samples; i++) {
      low += pole * (pink[i] - low);
      smooth += pole * (low - smooth);
      out[i] = (float) ((3 * smooth + 0.25 * pink[i]) * (0.25 + near[i]));
    }
    return out;
  }

  private double[] passing(int samples) {
    double[] near = new double[samples];
    for (double at = random.nextDouble(); at < samples / (double) RATE + 2; ) {
      double width = 0.4 + random.nextDouble();
      double loud = 0.3 + random.nextDouble();
      int from = (int) Math.max(0, (at - 3 * width) * RATE);
      int to = (int) Math.min(samples, (at + 3 * width) * RATE);
      for (int i = from; i < to; i++) {
        double x = (i / (double) RATE - at) / width;
        near[i] += loud * Math.exp(-x * x);
      }
      at += 0.5 + 2.5 * random.nextDouble();
    }
    return near;
  }

  /** Eight voices, or as many as there are, from random places on, each as loud as the others. */
  float[] babble(int samples, List<float[]> talkers) {
    List<float[]> voices = new ArrayList<>(talkers);
    Collections.shuffle(voices, random);
    float[] out = new float[samples];
    for (float[] voice : voices.subList(0, Math.min(TALKERS, voices.size()))) {
      double level = Math.sqrt(Math.max(1e-12, Mix.activePower(voice)));
      int at = random.nextInt(voice.length);
      for (int i = 0; i < samples; i++) {
        out[i] += (float) (0.05 / level * voice[(at + i) % voice.length]);
      }
    }
    return out;
  }

  /** Five to ten strokes a second on things that ring at 1 to 6 kHz, over a little pink noise. */
  float[] dishes(int samples) {
    float[] out = pink(samples);
    for (int i = 0; i < samples; i++) {
      out[i] *= 0.05f;
    }
    for (int at = random.nextInt(RATE / 5);
        at < samples;
        at += RATE / 10 + random.nextInt(RATE / 10)) {
      double frequency = 1000 + 5000 * random.nextDouble();
      double decay = 0.01 + 0.05 * random.nextDouble();
      double loud = 0.1 + 0.5 * random.nextDouble();
      int length = (int) Math.min(samples - at, 5 * decay * RATE);
      for (int i = 0; i < length; i++) {
        double time = i / (double) RATE;
        double ring = Math.sin(2 * Math.PI * frequency * time) + 0.5 * random.nextGaussian();
        out[at + i] += (float) (loud * Math.exp(-time / decay) * ring);
      }
    }
    return out;
  }
}
