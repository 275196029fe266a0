// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.vestibule.api.station.StationId;

class ClaimGuardTest {
  private static final StationId FRONT = new StationId("front");
  private static final StationId BACK = new StationId("back");
  private final ClaimGuard guard = new ClaimGuard();

  @Test
  void codesAreIgnoredForAMinuteAtThatStationOnly() {
    assertThat(guard.wrong(FRONT, seconds(0), 3)).isFalse();
    assertThat(guard.wrong(FRONT, seconds(1), 3)).isFalse();
    assertThat(guard.wrong(FRONT, seconds(2), 3)).isTrue();
    assertThat(guard.blocked(FRONT, seconds(61))).isTrue();
    assertThat(guard.blocked(BACK, seconds(61))).isFalse();
    assertThat(guard.blocked(FRONT, seconds(62))).isFalse();
  }

  @Test
  void wrongCodesOfAnEarlierMinuteDoNotCount() {
    guard.wrong(FRONT, seconds(0), 2);
    assertThat(guard.wrong(FRONT, seconds(60), 2)).isFalse();
    assertThat(guard.wrong(FRONT, seconds(119), 2)).isTrue();
  }

  private static long seconds(long seconds) {
    return TimeUnit.SECONDS.toNanos(seconds);
  }
}
