// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.recognise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LogMelTest {
  @Test
  void silenceIsTheFloorEverywhere() {
    float[] features = LogMel.of(80).features(new float[16_000]);
    assertThat(features).hasSize(80 * LogMel.FRAMES).containsOnly(-1.5f);
  }

  @Test
  void aToneLiesInItsBandAndNowhereElse() {
    float[] tone = new float[16_000];
    for (int i = 0; i < tone.length; i++) {
      tone[i] = (float) Math.sin(2 * Math.PI * 1000 * i / 16_000);
    }
    float[] features = LogMel.of(80).features(tone);
    // Slaney: 1000 Hz is mel 15; 8000 Hz is 45.2456; so the centre of band 15 * 81 / 45.25 - 1.
    assertThat(loudest(features, 50)).isBetween(25, 26);
    // A Hann window of 400 gives a sine the amplitude 100; a band of 2 / 37 Hz height or less.
    float top = features[loudest(features, 50) * LogMel.FRAMES + 50];
    assertThat(top).isCloseTo((float) (Math.log10(1e4 * 0.025) + 4) / 4, within(0.15f));
    assertThat(features[70 * LogMel.FRAMES + 50]).isCloseTo(top - 2, within(0.01f));
    assertThat(features[25 * LogMel.FRAMES + 200]).isCloseTo(top - 2, within(0.01f));
  }

  @Test
  void soundBehindThirtySecondsIsNotHeard() {
    float[] late = new float[31 * 16_000];
    late[late.length - 100] = 1;
    assertThat(LogMel.of(80).features(late)).containsOnly(-1.5f);
  }

  @Test
  void theFastTransformEqualsTheSlowOne() {
    Random random = new Random(7);
    float[] samples = new float[400];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) random.nextGaussian();
    }
    float[] power = new float[201];
    new Fourier(400).power(samples, power);
    for (int bin = 0; bin < power.length; bin += 25) {
      double real = 0;
      double imaginary = 0;
      for (int i = 0; i < samples.length; i++) {
        real += samples[i] * Math.cos(2 * Math.PI * bin * i / 400);
        imaginary -= samples[i] * Math.sin(2 * Math.PI * bin * i / 400);
      }
      double expected = real * real + imaginary * imaginary;
      assertThat((double) power[bin]).isCloseTo(expected, within(1e-4 * (1 + expected)));
    }
  }

  private static int loudest(float[] features, int frame) {
    int best = 0;
    for (int band = 0; band < 80; band++) {
      if (features[band * LogMel.FRAMES + frame] > features[best * LogMel.FRAMES + frame]) {
        best = band;
      }
    }
    return best;
  }
}
