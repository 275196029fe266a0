// SPDX-License-Identifier: Apache-2.0
package org.vestibule.broker.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How many topics keep a message. */
class RetainedTest {
  private static final Optional<Duration> SHORT = Optional.of(Duration.ofSeconds(10));
  private static final Duration LATE = Duration.ofSeconds(7);
  private static final Optional<Duration> FOR_GOOD = Optional.empty();

  private long nanos = Long.MAX_VALUE - 5;
  private final Retained retained = new Retained(2, LATE, () -> nanos);

  @Test
  void whatHasExpiredKeepsNobodyOutWhenItIsForgotten() {
    assertThat(retained.keep("a", SHORT)).isTrue();
    assertThat(retained.keep("b", FOR_GOOD)).isTrue();
    nanos += Duration.ofSeconds(16).toNanos();
    assertThat(retained.keep("c", FOR_GOOD)).isFalse();
    nanos += Duration.ofSeconds(1).toNanos();
    assertThat(retained.keep("c", FOR_GOOD)).isTrue();
    assertThat(retained.keep("a", SHORT)).isFalse();
  }

  @Test
  void newestMessageOfATopicSaysHowLong() {
    retained.keep("a", SHORT);
    retained.keep("a", FOR_GOOD);
    retained.keep("b", FOR_GOOD);
    retained.keep("b", SHORT);
    nanos += Duration.ofSeconds(17).toNanos();
    assertThat(retained.keep("c", FOR_GOOD)).isTrue();
    assertThat(retained.keep("d", FOR_GOOD)).isFalse();
    retained.clear("a");
    assertThat(retained.keep("d", FOR_GOOD)).isTrue();
  }

  @Test
  void longestLifeThatCanBeWrittenIsOne() {
    assertThat(retained.keep("a", Optional.of(Duration.ofSeconds(0xffffffffL)))).isTrue();
    retained.keep("b", FOR_GOOD);
    nanos += Duration.ofDays(365).toNanos();
    assertThat(retained.keep("c", FOR_GOOD)).isFalse();
  }
}
