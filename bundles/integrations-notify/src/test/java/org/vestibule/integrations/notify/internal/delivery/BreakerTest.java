// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.notify.internal.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vestibule.api.status.Status.Cause;
import org.vestibule.integrations.notify.internal.delivery.Answer.Kind;

/** When something is tried again. */
class BreakerTest {
  private static final Answer DEAD = Answer.of(Kind.UNREACHED, Cause.NETWORK, "no connection");
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private final Breaker breaker =
      new Breaker(Pace.USUAL, Clock.fixed(NOW, ZoneOffset.UTC), () -> 0.0);

  @Test
  void opensAfterSoManyFailuresInARowAndNotBefore() {
    for (int i = 1; i < Pace.USUAL.failures(); i++) {
      breaker.failed(0, DEAD);
    }
    breaker.heard();
    for (int i = 1; i < Pace.USUAL.failures(); i++) {
      breaker.failed(0, DEAD);
      assertThat(breaker.admits(0)).isTrue();
    }
    breaker.failed(0, DEAD);
    assertThat(breaker.opened()).contains(new Breaker.Opened(NOW, DEAD));
    assertThat(breaker.admits(1)).isFalse();
  }

  @Test
  void oneTrialAtATimeWithGrowingPauses() {
    long now = open();
    Duration pause = Pace.USUAL.firstTrial().dividedBy(2);
    for (int i = 0; i < 20; i++) {
      assertThat(breaker.closedFor(now)).isEqualTo(pause);
      assertThat(breaker.admits(now + pause.toNanos() - 1)).isFalse();
      now += pause.toNanos();
      assertThat(breaker.admits(now)).isTrue();
      assertThat(breaker.admits(now)).as("a second one meanwhile").isFalse();
      breaker.failed(now, DEAD);
      Duration twice = pause.multipliedBy(2);
      Duration longest = Pace.USUAL.longestTrial().dividedBy(2);
      pause = twice.compareTo(longest) > 0 ? longest : twice;
    }
    assertThat(pause).isEqualTo(Pace.USUAL.longestTrial().dividedBy(2));
  }

  @Test
  void oneThatArrivesClosesIt() {
    long now = open() + Pace.USUAL.longestTrial().toNanos();
    assertThat(breaker.admits(now)).isTrue();
    breaker.heard();
    assertThat(breaker.opened()).isEmpty();
    assertThat(breaker.admits(now)).isTrue();
    assertThat(breaker.admits(now)).isTrue();
  }

  @Test
  void aTrialThatWasNotUsedIsGivenBack() {
    long now = open() + Pace.USUAL.longestTrial().toNanos();
    assertThat(breaker.admits(now)).isTrue();
    breaker.unused();
    assertThat(breaker.admits(now)).isTrue();
  }

  @Test
  void aWishToWaitIsHonouredWithinBounds() {
    breaker.wait(0, Duration.ofSeconds(30));
    assertThat(breaker.admits(Duration.ofSeconds(30).toNanos() - 1)).isFalse();
    assertThat(breaker.admits(Duration.ofSeconds(30).toNanos())).isTrue();
    breaker.wait(0, Duration.ofDays(365));
    assertThat(breaker.closedFor(0)).isEqualTo(Pace.USUAL.longestWish());
    breaker.heard();
    assertThat(breaker.admits(0)).as("another one that arrived ends no wait").isFalse();
  }

  @Test
  void pausesGrowAndAreAllByChance() {
    assertThat(Pace.USUAL.pause(1, 0)).isZero();
    assertThat(Pace.USUAL.pause(1, 0.5)).isEqualTo(Pace.USUAL.first().dividedBy(2));
    assertThat(Pace.USUAL.pause(3, 0.5)).isEqualTo(Pace.USUAL.first().multipliedBy(2));
    assertThat(Pace.USUAL.pause(1000, 0.999)).isLessThan(Pace.USUAL.longest());
    assertThat(Pace.USUAL.pause(1000, 0.5)).isEqualTo(Pace.USUAL.longest().dividedBy(2));
  }

  @Test
  void aWishMayBeSecondsOrADateOrNonsense() {
    assertThat(Answers.after("120", NOW)).contains(Duration.ofMinutes(2));
    assertThat(Answers.after("Fri, 02 Jan 2026 03:05:05 GMT", NOW)).contains(Duration.ofMinutes(1));
    assertThat(Answers.after("Thu, 01 Jan 2026 03:05:05 GMT", NOW)).contains(Duration.ZERO);
    for (String nonsense : new String[] {"", "soon", "-1", "1e9", "99999999999999999999"}) {
      assertThat(Answers.after(nonsense, NOW)).as(nonsense).isEqualTo(Optional.empty());
    }
  }

  private long open() {
    for (int i = 0; i < Pace.USUAL.failures(); i++) {
      breaker.failed(0, DEAD);
    }
    return 0;
  }
}
