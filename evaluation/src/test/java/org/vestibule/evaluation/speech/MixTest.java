// SPDX-License-Identifier: Apache-2.0
package org.vestibule.evaluation.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MixTest {
  /** Half a second of tone in two seconds of silence. */
  private static float[] speech() {
    float[] speech = new float[32_000];
    for (int i = 8000; i < 16_000; i++) {
      speech[i] = (float) (0.2 * Math.sin(2 * Math.PI * 300 * i / 16_000));
    }
    return speech;
  }

  @Test
  void pausesDoNotCountAsSpeech() {
    assertThat(10 * Math.log10(Mix.activePower(speech())))
        .isCloseTo(10 * Math.log10(0.02), within(0.1));
    assertThat(Mix.power(speech(), 0, 32_000)).isCloseTo(0.005, within(1e-4));
  }

  @Test
  void silenceAndSilentNoiseAreMixedWithoutHarm() {
    assertThat(Mix.activePower(new float[0])).isZero();
    assertThat(Mix.at(10, new float[640], new float[640])).containsOnly(0f);
    assertThat(Mix.at(10, speech(), new float[32_000])).isEqualTo(speech());
  }

  @ParameterizedTest
  @EnumSource(Noise.class)
  void theRatioIsWhatWasAskedFor(Noise noise) {
    float[] speech = speech();
    float[] made = new NoiseMaker(3).make(noise, speech.length, List.of(speech));
    for (int decibels : new int[] {20, 0, -5}) {
      float[] mix = Mix.at(decibels, speech, made);
      // What is not speech is noise; a common gain keeps the mix from being clipped.
      double gain = gain(mix, speech, made);
      float[] rest = new float[mix.length];
      float peak = 0;
      for (int i = 0; i < rest.length; i++) {
        rest[i] = mix[i] - (float) (gain * speech[i]);
        peak = Math.max(peak, Math.abs(mix[i]));
      }
      double ratio = gain * gain * Mix.activePower(speech) / Mix.power(rest, 0, rest.length);
      assertThat(10 * Math.log10(ratio)).isCloseTo(decibels, within(0.2));
      assertThat(peak).isLessThan(1);
    }
  }

  /** Solves mix = gain * speech + other * noise. */
  private static double gain(float[] mix, float[] speech, float[] noise) {
    double ss = dot(speech, speech);
    double nn = dot(noise, noise);
    double sn = dot(speech, noise);
    return (dot(mix, speech) * nn - dot(mix, noise) * sn) / (ss * nn - sn * sn);
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }

  @Test
  void noiseIsTheSameForTheSameSeed() {
    for (Noise noise : Noise.values()) {
      float[] one = new NoiseMaker(7).make(noise, 4000, List.of(speech()));
      assertThat(new NoiseMaker(7).make(noise, 4000, List.of(speech()))).isEqualTo(one);
      if (noise != Noise.BABBLE) {
        assertThat(new NoiseMaker(8).make(noise, 4000, List.of(speech()))).isNotEqualTo(one);
      }
    }
  }
}
