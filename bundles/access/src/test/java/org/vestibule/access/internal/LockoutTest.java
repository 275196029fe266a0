// SPDX-License-Identifier: Apache-2.0
package org.vestibule.access.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.vestibule.access.internal.Lockout.Tries;
import org.vestibule.api.store.SealedShelves;

class LockoutTest {
  private final Bench.MovedClock clock = new Bench.MovedClock();
  private final Lockout lockout = new Lockout(clock);
  private final String away = Lockout.ofName("jo", Origin.of(Bench.AWAY));
  private final String here = Lockout.ofName("jo", Origin.of("::1"));

  @Test
  void theWaitGrowsWithEachWrongTryAndEndsAtAQuarterOfAnHour() {
    wrong(away, Lockout.FREE_FOR_NAME - 1);
    assertThat(locked(away)).isFalse();
    assertThat(lockout.lockedUntil("jo")).isEmpty();
    wrong(away, 1);
    assertThat(lockout.lockedUntil("jo")).hasValue(clock.instant().plusSeconds(1));
    wrong(away, 1);
    assertThat(lockout.lockedUntil("jo")).hasValue(clock.instant().plusSeconds(2));
    wrong(away, 500);
    assertThat(lockout.lockedUntil("jo")).hasValue(clock.instant().plus(Lockout.LONGEST));
    clock.forward(Lockout.LONGEST);
    assertThat(locked(away)).isFalse();
  }

  @Test
  void whoeverLocksANameFromFarAwayDoesNotLockItOnTheBox() {
    wrong(away, 500);
    assertThat(locked(here)).isFalse();
    wrong(here, 500);
    clock.forward(Lockout.LONGEST_HERE);
    assertThat(locked(here)).isFalse();
    assertThat(locked(away)).isTrue();
  }

  @Test
  void aClockThatIsSetBackLocksNobodyOutForLonger() {
    wrong(away, 500);
    clock.forward(Duration.ofDays(-400));
    assertThat(lockout.lockedUntil("jo")).hasValue(clock.instant().plus(Lockout.LONGEST));
  }

  @Test
  void aRestartForgetsNoAttackAndADayWithoutOneForgetsAll() {
    wrong(away, 9);
    Map<String, Tries> kept = lockout.toKeep().orElseThrow();
    assertThat(lockout.toKeep()).as("nothing new to write").isEmpty();

    Lockout after = new Lockout(clock);
    after.restore(kept);
    assertThat(Bench.code(() -> after.refuse(away, Lockout.FREE_FOR_NAME))).isEqualTo("locked-out");
    clock.forward(Duration.ofDays(1).plusSeconds(1));
    assertThat(after.count(away, Lockout.FREE_FOR_NAME)).isFalse();
  }

  @Test
  void aFloodOfNamesTakesNoMoreThanItsPlace() throws Exception {
    for (int i = 0; i < 20_000; i++) {
      wrong("name:" + "n".repeat(58) + (10_000 + i), Lockout.FREE_FOR_NAME);
    }
    Map<String, Tries> kept = lockout.toKeep().orElseThrow();
    assertThat(kept).hasSize(Lockout.MOST);
    assertThat(new ObjectMapper().writeValueAsBytes(kept)).hasSizeLessThan(SealedShelves.MAX_VALUE);
  }

  @Test
  void oneSubscribersAddressesAreOneAndNoNameIsLookedUp() {
    assertThat(Origin.of("2001:db8:1:2::3").network())
        .isEqualTo(Origin.of("[2001:db8:1:2:ffff::9%eth0]").network())
        .isNotEqualTo(Origin.of("2001:db8:1:3::3").network());
    assertThat(Origin.of("2001:db8:1:2::3").network()).isEqualTo("2001:db8:1:2::/64");
    assertThat(Origin.of("192.0.2.1").network())
        .isEqualTo("192.0.2.1")
        .isEqualTo(Origin.of("::ffff:192.0.2.1").network())
        .isNotEqualTo(Origin.of("192.0.2.2").network());
    for (String local :
        new String[] {
          "127.0.0.1",
          "127.9.9.9",
          "::1",
          "[::1]",
          "::ffff:127.0.0.1",
          "::ffff:7f00:1",
          "0:0:0:0:0:0:0:1"
        }) {
      assertThat(Origin.of(local).loopback()).as(local).isTrue();
    }
    for (String far :
        new String[] {
          "localhost",
          "127.0.0.1.example.org",
          "127.0.0.1.",
          "127.1",
          "127.0.0.256",
          "192.0.2.1",
          "::2",
          "1::1",
          ":1",
          "::1::",
          "0:0:0:0:0:0:0:0:1",
          "::ffff:127.0.0",
          "::ffff:192.0.2.1",
          "",
          null
        }) {
      assertThat(Origin.of(far).loopback()).as(far).isFalse();
    }
  }

  private void wrong(String key, int times) {
    for (int i = 0; i < times; i++) {
      lockout.count(key, Lockout.FREE_FOR_NAME);
    }
  }

  private boolean locked(String key) {
    return Bench.code(() -> lockout.refuse(key, Lockout.FREE_FOR_NAME)).equals("locked-out");
  }
}
