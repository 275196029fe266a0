// SPDX-License-Identifier: Apache-2.0
package org.vestibule.broker.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class AttemptsTest {
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final Attempts attempts =
      new Attempts(
          new Clock() {
            @Override
            public ZoneId getZone() {
              return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
              return this;
            }

            @Override
            public Instant instant() {
              return now;
            }
          });

  @Test
  void whoeverGoesOnWaitsTwiceAsLongEachTimeAndNeverLongerThanTheBound() {
    wrong("192.0.2.7", Attempts.FREE);
    assertThat(attempts.mustWait("192.0.2.7")).isTrue();
    now = now.plusSeconds(1);
    assertThat(attempts.mustWait("192.0.2.7")).isFalse();
    wrong("192.0.2.7", 1);
    now = now.plusSeconds(1);
    assertThat(attempts.mustWait("192.0.2.7")).isTrue();
    wrong("192.0.2.7", 100);
    now = now.plus(Attempts.LONGEST);
    assertThat(attempts.mustWait("192.0.2.7")).isFalse();
    assertThat(attempts.mustWait("192.0.2.8")).isFalse();
  }

  @Test
  void theRightPasswordForgetsTheWrongOnes() {
    wrong("192.0.2.7", Attempts.FREE - 1);
    attempts.right("192.0.2.7");
    wrong("192.0.2.7", Attempts.FREE - 1);
    assertThat(attempts.mustWait("192.0.2.7")).isFalse();
  }

  @Test
  void aWrongProgramOfThisMachineDoesNotLockTheGatewayOut() throws UnknownHostException {
    InetAddress here = InetAddress.getByName("127.0.0.1");
    wrong(Attempts.key(here, ""), 100);
    assertThat(attempts.mustWait(Attempts.key(here, "gateway"))).isFalse();
    assertThat(attempts.mustWait(Attempts.key(here, ""))).isTrue();
    now = now.plus(Attempts.LONGEST_HERE);
    assertThat(attempts.mustWait(Attempts.key(here, ""))).isFalse();
  }

  @Test
  void anIpv6NetworkIsOneAddress() throws UnknownHostException {
    assertThat(Attempts.key(InetAddress.getByName("2001:db8:1:2::3"), "x"))
        .isEqualTo(Attempts.key(InetAddress.getByName("2001:db8:1:2:ffff::9"), "y"))
        .isNotEqualTo(Attempts.key(InetAddress.getByName("2001:db8:1:3::3"), "x"));
  }

  @Test
  void aClockThatWasSetBackMakesNobodyWait() {
    wrong("192.0.2.7", 100);
    now = now.minus(Duration.ofDays(1));
    assertThat(attempts.mustWait("192.0.2.7")).isFalse();
  }

  private void wrong(String key, int times) {
    for (int i = 0; i < times; i++) {
      attempts.wrong(key);
    }
  }
}
