// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** How long a session lives. */
class SessionsTest {
  private final AtomicLong nanos = new AtomicLong();
  private final Settings settings = new Settings();
  private final Sessions sessions = new Sessions(nanos::get, settings);

  @Test
  void restingEndsIt() {
    String cookie = sessions.begin(Guard.NOBODY);
    pass(Duration.ofMinutes(30));
    assertThat(sessions.find(cookie)).isPresent();
    pass(Duration.ofMinutes(31));
    assertThat(sessions.find(cookie)).isEmpty();
  }

  @Test
  void ageEndsItHoweverBusyItIs() {
    settings.activate(Map.of("sessionHours", "1"));
    String cookie = sessions.begin(Guard.NOBODY);
    for (int minutes = 0; minutes < 60; minutes += 20) {
      assertThat(sessions.find(cookie)).isPresent();
      pass(Duration.ofMinutes(20));
    }
    pass(Duration.ofMinutes(1));
    assertThat(sessions.find(cookie)).isEmpty();
  }

  @Test
  void lookingWhetherItLivesIsNoUse() {
    String cookie = sessions.begin(Guard.NOBODY);
    String key = sessions.find(cookie).orElseThrow().key();
    pass(Duration.ofMinutes(20));
    assertThat(sessions.living(key)).isPresent();
    pass(Duration.ofMinutes(11));
    assertThat(sessions.living(key)).isEmpty();
  }

  @Test
  void theSixtyFifthMakesRoomForItself() {
    String first = sessions.begin(Guard.NOBODY);
    for (int i = 0; i < 64; i++) {
      sessions.begin(Guard.NOBODY);
    }
    assertThat(sessions.find(first)).isEmpty();
  }

  @Test
  void endingSomebodysSessionsLeavesThoseOfOthers() {
    String nobody = sessions.begin(Guard.NOBODY);
    String gateway = sessions.begin(org.vestibule.api.access.Caller.GATEWAY);
    assertThat(sessions.endOf("nobody")).hasSize(1);
    assertThat(sessions.find(nobody)).isEmpty();
    assertThat(sessions.find(gateway)).isPresent();
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }
}
