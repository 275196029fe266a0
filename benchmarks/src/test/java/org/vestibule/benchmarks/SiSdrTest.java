// SPDX-License-Identifier: Apache-2.0
package org.vestibule.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SiSdrTest {
  private static float[] noise(long seed, double level) {
    Random random = new Random(seed);
    float[] noise = new float[50_000];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (float) (level * random.nextGaussian());
    }
    return noise;
  }

  private static float[] sum(float[] a, float[] b, float gain) {
    float[] sum = new float[a.length];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = gain * (a[i] + b[i]);
    }
    return sum;
  }

  @Test
  void soundsOfDifferentLengthsAreRefused() {
    assertThatThrownBy(() -> SiSdr.of(new float[3], new float[4]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("4 samples for 3");
  }

  @Test
  void theSameSoundIsWithoutDistortion() {
    float[] sound = noise(1, 0.1);
    assertThat(SiSdr.of(sound, sound)).isGreaterThan(100);
  }

  @Test
  void theGainOfTheEstimateDoesNotCount() {
    float[] sound = noise(1, 0.1);
    float[] other = noise(2, 0.1);
    double ratio = SiSdr.of(sound, sum(sound, other, 1));
    assertThat(SiSdr.of(sound, sum(sound, other, 0.01f))).isCloseTo(ratio, within(1e-3));
    assertThat(SiSdr.of(sound, sum(sound, other, -3))).isCloseTo(ratio, within(1e-3));
  }

  @Test
  void independentNoiseGivesTheRatioOfTheEnergies() {
    float[] sound = noise(1, 0.1);
    assertThat(SiSdr.of(sound, sum(sound, noise(2, 0.1 / Math.sqrt(10)), 1)))
        .isCloseTo(10, within(0.2));
  }
}
