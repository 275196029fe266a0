// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** How many pictures are taken of those that come. */
class PaceTest {
  private static final long MILLI = 1_000_000;

  @Test
  void picturesThatComeEarlyAndLateAreAllTaken() {
    Random random = new Random(3);
    Pace pace = new Pace();
    for (int i = 0; i < 200; i++) {
      long came = (200L * i + random.nextInt(90)) * MILLI;
      assertThat(pace.admits(came, 5)).as("picture %d", i).isTrue();
    }
  }

  @Test
  void ofTooManyAsManyAreTakenAsWereAskedFor() {
    assertThat(taken(10, 7)).isBetween(69, 72);
    assertThat(taken(1000, 5)).isBetween(49, 53);
    assertThat(taken(30, 2)).isBetween(19, 22);
  }

  @Test
  void afterAGapNothingIsMadeUpFor() {
    Pace pace = new Pace();
    pace.admits(0, 5);
    assertThat(pace.admits(60_000 * MILLI, 5)).isTrue();
    int more = 0;
    for (int i = 1; i < 200; i++) {
      more += pace.admits((60_000L + i) * MILLI, 5) ? 1 : 0;
    }
    assertThat(more).isLessThanOrEqualTo(2);
  }

  private static int taken(int come, int fps) {
    Pace pace = new Pace();
    int taken = 0;
    for (int i = 0; i < 10 * come; i++) {
      taken += pace.admits(1000L * i / come * MILLI, fps) ? 1 : 0;
    }
    return taken;
  }
}
