// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.suppress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class RealTransformTest {
  private final RealTransform transform = new RealTransform();
  private final float[] samples = new float[RealTransform.SIZE];
  private final float[] re = new float[RealTransform.BINS];
  private final float[] im = new float[RealTransform.BINS];

  RealTransformTest() {
    Random random = new Random(3);
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) random.nextGaussian();
    }
  }

  @Test
  void isTheTransformOfTheTextbook() {
    transform.forward(samples, re, im);

    for (int k = 0; k < RealTransform.BINS; k++) {
      double expectedRe = 0;
      double expectedIm = 0;
      for (int i = 0; i < samples.length; i++) {
        double angle = 2 * Math.PI * k * i / samples.length;
        expectedRe += samples[i] * Math.cos(angle) / samples.length;
        expectedIm -= samples[i] * Math.sin(angle) / samples.length;
      }
      assertThat((double) re[k]).isCloseTo(expectedRe, within(1e-6));
      assertThat((double) im[k]).isCloseTo(expectedIm, within(1e-6));
    }
  }

  @Test
  void isUndone() {
    float[] back = new float[RealTransform.SIZE];

    transform.forward(samples, re, im);
    transform.inverse(re, im, back);

    for (int i = 0; i < back.length; i++) {
      assertThat(back[i]).isCloseTo(samples[i], within(1e-5f));
    }
  }
}
