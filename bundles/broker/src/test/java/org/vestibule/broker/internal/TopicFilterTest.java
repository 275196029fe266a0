// SPDX-License-Identifier: Apache-2.0
package org.vestibule.broker.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicFilterTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "a/#/b", "a#", "a/b+", "#/a", "a::b", "a/\0/b"})
  void isNoFilter(String text) {
    assertThat(TopicFilter.of(text)).isEmpty();
  }

  @Test
  void deeperAndLongerThanAllowedIsNoFilter() {
    assertThat(TopicFilter.of("/".repeat(TopicFilter.MOST_LEVELS))).isEmpty();
    assertThat(TopicFilter.of("ü".repeat(TopicFilter.MOST_BYTES / 2 + 1))).isEmpty();
    assertThat(TopicFilter.of("/".repeat(TopicFilter.MOST_LEVELS - 1))).isPresent();
    assertThat(TopicFilter.of("ü".repeat(TopicFilter.MOST_BYTES / 2))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/+", "#", "+"})
  void aFilterWithWildcardsIsNoTopic(String text) {
    assertThat(TopicFilter.topic(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "vestibule/#, vestibule/home/door",
    "vestibule/#, vestibule",
    "vestibule/#, vestibule/#",
    "vestibule/#, vestibule/+/door/#",
    "vestibule/+/door, vestibule/home/door",
    "vestibule/+/door, vestibule/+/door",
    "#, a/b",
    "+, a",
    "a/+/#, a/b",
    "a//b, a//b"
  })
  void covers(String right, String asked) {
    assertThat(filter(right).covers(filter(asked))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "vestibule/home/#, vestibule/#",
    "vestibule/home/#, vestibule/+/door",
    "vestibule/home/#, vestibule/homes/door",
    "vestibule/home/#, #",
    "vestibule/home/#, +/home/door",
    "vestibule/+/door, vestibule/#",
    "vestibule/+, vestibule/home/door",
    "vestibule/+, vestibule",
    "vestibule/+/door, vestibule/home/door/front",
    "#, $SYS/broker/uptime",
    "#, $SYS/#",
    "+/broker, $SYS/broker",
    "+, #",
    "a/b, a"
  })
  void doesNotCover(String right, String asked) {
    assertThat(filter(right).covers(filter(asked))).isFalse();
  }

  private static TopicFilter filter(String text) {
    return TopicFilter.of(text).orElseThrow();
  }
}
