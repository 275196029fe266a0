// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.media.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {
  private static final long MILLI = 1_000_000;
  private final Pace pace = new Pace(0);

  @Test
  void silenceIsSentEveryTwentyMilliseconds() {
    assertThat(pace.due(0, 0, 320)).isZero();
    pace.sent(0, false);
    assertThat(pace.due(5 * MILLI, 0, 320)).isEqualTo(20 * MILLI);
  }

  @Test
  void wordsThatBeginAreDueAtOnceAndOverTheCallNothingDrifts() {
    pace.sent(0, false);
    assertThat(pace.due(7 * MILLI, 320, 320)).isEqualTo(7 * MILLI);
    assertThat(pace.sent(7 * MILLI, true)).isTrue();
    assertThat(pace.due(8 * MILLI, 320, 320)).isEqualTo(27 * MILLI);
    assertThat(pace.sent(27 * MILLI, true)).isFalse();
    // The words end: what comes a moment late is waited for, and then the 13 ms are given back.
    assertThat(pace.due(47 * MILLI, 0, 320)).isEqualTo(57 * MILLI);
    pace.sent(57 * MILLI, false);
    assertThat(pace.due(58 * MILLI, 0, 320)).isEqualTo(80 * MILLI);
  }

  @Test
  void aStandstillIsSkippedAndAShortOneCaughtUpWith() {
    pace.sent(0, true);
    assertThat(pace.skipped(120 * MILLI)).isZero();
    assertThat(pace.due(120 * MILLI, 320, 320)).isEqualTo(20 * MILLI);
    assertThat(pace.skipped(1020 * MILLI)).isEqualTo(50);
    assertThat(pace.due(1020 * MILLI, 320, 320)).isEqualTo(1020 * MILLI);
  }
}
