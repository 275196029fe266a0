// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How long a camera that failed is left alone. */
class BackoffTest {
  @Test
  void pausesGrowToTwoSecondsAndBeginAnew() {
    Backoff backoff = new Backoff(() -> 0);
    assertThat(millis(backoff)).isEqualTo(500);
    assertThat(millis(backoff)).isEqualTo(1000);
    assertThat(millis(backoff)).isEqualTo(2000);
    assertThat(millis(backoff)).isEqualTo(2000);
    backoff.reset();
    assertThat(millis(backoff)).isEqualTo(500);
  }

  @Test
  void camerasThatFellTogetherComeBackOneByOne() {
    assertThat(millis(new Backoff(() -> 1))).isEqualTo(400);
    assertThat(millis(new Backoff(() -> 0.5))).isEqualTo(450);
  }

  private static long millis(Backoff backoff) {
    return TimeUnit.NANOSECONDS.toMillis(backoff.next());
  }
}
