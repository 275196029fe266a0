// SPDX-License-Identifier: Apache-2.0
package org.vestibule.rights.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LockoutsTest {
  private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");

  private final Lockouts lockouts = new Lockouts();

  private Instant lock(Instant at) {
    for (int i = 0; i < 5; i++) {
      lockouts.wrong("door:a", at, 5);
    }
    return lockouts.until("door:a", at).orElseThrow();
  }

  @Test
  void eachLockLastsTwiceAsLongUpToAnHourAndADayForgets() {
    Instant at = NOON;
    for (int minutes : new int[] {5, 10, 20, 40, 60, 60}) {
      Instant until = lock(at);
      assertThat(Duration.between(at, until)).isEqualTo(Duration.ofMinutes(minutes));
      assertThat(lockouts.until("door:a", until.minusMillis(1))).isPresent();
      assertThat(lockouts.until("door:a", until)).isEmpty();
      at = until;
    }
    Instant later = at.plus(Duration.ofDays(2));
    assertThat(Duration.between(later, lock(later))).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void wrongNumbersFarApartDoNotAddUp() {
    for (int i = 0; i < 20; i++) {
      Instant at = NOON.plus(Duration.ofMinutes(3L * i));
      assertThat(lockouts.wrong("door:a", at, 5)).isPositive();
    }
  }

  @Test
  void theRightOneForgetsTheWrongOnes() {
    for (int i = 0; i < 20; i++) {
      assertThat(lockouts.wrong("person:a", NOON, 5)).isEqualTo(4);
      lockouts.right("person:a");
    }
  }

  @Test
  void aClockThatIsSetBackLocksForNoLonger() {
    lock(NOON);
    Instant yesterday = NOON.minus(Duration.ofDays(1));
    assertThat(lockouts.until("door:a", yesterday)).contains(yesterday.plus(Duration.ofMinutes(5)));
  }

  @Test
  void whatIsKeptIsRestored() {
    lock(NOON);
    Lockouts next = new Lockouts();
    next.restore(lockouts.toKeep().orElseThrow());
    assertThat(lockouts.toKeep()).as("once").isEmpty();
    assertThat(next.until("door:a", NOON)).isEqualTo(lockouts.until("door:a", NOON));
  }
}
