// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.video;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Cameras become slower when the machine has too much to do, and faster again. */
class RateShareTest {
  private final RateShare share = new RateShare();

  /**
   * What cameras at ten pictures a second use: a part for the stream and a part for each picture.
   */
  private static double used(int cameras, int fps, double stream, double picture) {
    return cameras * (stream + fps * picture);
  }

  @Test
  void fewCamerasGetWhatTheyWish() {
    for (int i = 0; i < 50; i++) {
      assertThat(share.used(used(4, 10, 0.05, 0.005), 1)).isEqualTo(1);
    }
  }

  @Test
  void tooManyFallUnderTheBudgetWithinAFewLooksAndStayThere() {
    int fps = 10;
    int looks = 0;
    while (used(6, fps, 0.05, 0.03) > 1) {
      assertThat(++looks).as("looks").isLessThan(5);
      fps = RateShare.rate(10, false, share.used(used(6, fps, 0.05, 0.03), 1));
    }
    int least = fps;
    int most = fps;
    for (int i = 0; i < 100; i++) {
      fps = RateShare.rate(10, false, share.used(used(6, fps, 0.05, 0.03), 1));
      least = Math.min(least, fps);
      most = Math.max(most, fps);
    }
    assertThat(most - least).as("it settles").isLessThanOrEqualTo(1);
    assertThat(least).isGreaterThanOrEqualTo(2);
  }

  @Test
  void noCameraFallsBelowTwoPicturesASecond() {
    double now = 1;
    for (int i = 0; i < 100; i++) {
      now = share.used(50, 1);
    }
    assertThat(RateShare.rate(10, false, now)).isEqualTo(2);
    assertThat(RateShare.rate(1, false, now)).isEqualTo(1);
  }

  @Test
  void aVisitKeepsHalfOfItsWish() {
    assertThat(RateShare.rate(10, true, 0.05)).isEqualTo(5);
    assertThat(RateShare.rate(10, true, 1)).isEqualTo(10);
  }

  @Test
  void whenTheLoadGoesTheRateComesBack() {
    share.used(4, 1);
    assertThat(share.used(0.5, 1)).isLessThan(1);
    double now = 0;
    for (int i = 0; i < 20; i++) {
      now = share.used(0.1, 1);
    }
    assertThat(now).isEqualTo(1);
  }
}
