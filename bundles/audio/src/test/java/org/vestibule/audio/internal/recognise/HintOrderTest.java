// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.recognise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HintOrderTest {
  @Test
  void whatIsNearToAHintComesFirstAndNothingIsChanged() {
    assertThat(order(List.of("Anna Brandt"), "Mr. Grant.", "Land", "Mr. Brand.", "Rent"))
        .containsExactly("Mr. Brand.", "Mr. Grant.", "Land", "Rent");
  }

  @Test
  void farFromEveryHintTheSoundDecides() {
    assertThat(order(List.of("Wolowitz"), "Smith", "Jones")).containsExactly("Smith", "Jones");
    assertThat(order(List.of("", "!"), "Smith", "Jones")).containsExactly("Smith", "Jones");
    assertThat(order(List.of(), "Smith", "Jones")).containsExactly("Smith", "Jones");
  }

  @Test
  void wordsThatSoundAlikeAreNearerThanWordsWrittenAlike() {
    assertThat(HintOrder.distance("fischer", "fisher"))
        .isLessThan(HintOrder.distance("fischer", "mischer"));
    assertThat(HintOrder.distance("brandt", "brand")).isLessThan(0.1);
    assertThat(HintOrder.distance("anna", "anna")).isZero();
  }

  private static List<String> order(List<String> hints, String... texts) {
    List<Reading> readings =
        Stream.of(texts).map(text -> new Reading(text, new int[0], 0, 0)).toList();
    return new HintOrder(hints).order(readings).stream().map(Reading::text).toList();
  }
}
