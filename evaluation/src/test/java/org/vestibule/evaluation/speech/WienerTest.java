// SPDX-License-Identifier: Apache-2.0
package org.vestibule.evaluation.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class WienerTest {
  @Test
  void soundWithoutNoiseComesThroughInPlaceAndNoiseAloneIsLowered() {
    float[] tone = new float[16_000];
    float[] noise = new float[16_000];
    Random random = new Random(1);
    for (int i = 0; i < tone.length; i++) {
      double envelope = Math.max(0, Math.sin(2 * Math.PI * 3 * i / 16_000.0));
      tone[i] = (float) (0.3 * envelope * Math.sin(2 * Math.PI * 500 * i / 16_000));
      noise[i] = (float) (0.05 * random.nextGaussian());
    }
    float[] cleaned = new Wiener(-10).clean(tone);
    double error = 0;
    for (int i = 0; i < tone.length; i++) {
      error += Math.pow(cleaned[i] - tone[i], 2) / tone.length;
    }
    assertThat(error).isLessThan(0.01 * Mix.power(tone, 0, tone.length));
    double left = Mix.power(new Wiener(-10).clean(noise), 0, noise.length);
    assertThat(10 * Math.log10(left / Mix.power(noise, 0, noise.length))).isBetween(-10.5, -5.0);
  }

  @Test
  void nothingAndSilenceStayWhatTheyAre() {
    assertThat(new Wiener(-10).clean(new float[0])).isEmpty();
    assertThat(new Wiener(-10).clean(new float[500])).containsOnly(0f);
  }
}
