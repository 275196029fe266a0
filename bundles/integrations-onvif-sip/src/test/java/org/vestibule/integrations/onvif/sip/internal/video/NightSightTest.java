// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Dark pictures become readable, others stay as they are. */
class NightSightTest {
  private static final int PIXELS = 320 * 180;

  @Test
  void aBrightPictureIsNotTouched() {
    byte[] day = picture(120, 30);
    byte[] before = day.clone();
    assertThat(new NightSight().improve(day, PIXELS, 0)).isFalse();
    assertThat(day).isEqualTo(before);
  }

  @Test
  void aDarkPictureBecomesBrighterAndKeepsItsOrder() {
    byte[] night = picture(22, 8);
    byte[] before = night.clone();
    assertThat(new NightSight().improve(night, PIXELS, 0)).isTrue();
    assertThat(mean(night)).isBetween(60.0, 140.0);
    assertThat(deviation(night)).isGreaterThan(2 * deviation(before));
    for (int i = 1; i < PIXELS; i++) {
      if ((before[i] & 0xff) > (before[i - 1] & 0xff)) {
        assertThat(night[i] & 0xff).isGreaterThanOrEqualTo(night[i - 1] & 0xff);
      }
    }
  }

  @Test
  void blackWithALittleNoiseIsNotBlownUpToSnow() {
    byte[] black = picture(4, 1);
    new NightSight().improve(black, PIXELS, 0);
    assertThat(deviation(black)).isLessThan(30);
  }

  @Test
  void thePictureDoesNotFlickerAtTheEdge() {
    NightSight night = new NightSight();
    assertThat(night.improve(picture(57, 5), PIXELS, 0)).isTrue();
    assertThat(night.improve(picture(64, 5), PIXELS, 0)).isTrue();
    assertThat(night.improve(picture(90, 5), PIXELS, 0)).isFalse();
    assertThat(night.improve(picture(64, 5), PIXELS, 0)).isFalse();
  }

  private static byte[] picture(int level, int spread) {
    Random random = new Random(level);
    byte[] luma = new byte[PIXELS];
    for (int i = 0; i < PIXELS; i++) {
      long value = Math.round(level + random.nextGaussian() * spread);
      luma[i] = (byte) Math.max(0, Math.min(255, value));
    }
    return luma;
  }

  private static double mean(byte[] luma) {
    double sum = 0;
    for (byte each : luma) {
      sum += each & 0xff;
    }
    return sum / luma.length;
  }

  private static double deviation(byte[] luma) {
    double mean = mean(luma);
    double sum = 0;
    for (byte each : luma) {
      sum += ((each & 0xff) - mean) * ((each & 0xff) - mean);
    }
    return Math.sqrt(sum / luma.length);
  }
}
