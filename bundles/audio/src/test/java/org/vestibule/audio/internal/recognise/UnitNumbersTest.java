// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.recognise;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitNumbersTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Open the door, please.",
        "I want to go to Anna.",
        "Oh, for Anna!",
        "A parcel for a friend",
        "third floor",
        "between 3 and 12",
        "one two three four five six seven eight nine"
      })
  void whatIsNoNumberOrMoreThanOneIsNone(String text) {
    assertThat(UnitNumbers.in(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Twelve oh four., 1204",
    "one two zero four, 1204",
    "1204, 1204",
    "1 2 0 4, 1204",
    "twelve hundred and four, 1204",
    "twelve hundred, 1200",
    "one hundred twenty three, 123",
    "one hundred and two, 102",
    "twenty one, 21",
    "twenty-one, 21",
    "twenty twenty, 2020",
    "twelve B, 12B",
    "12b., 12B",
    "B twelve please, B12",
    "double seven, 77",
    "oh seven, 07",
    "one to four, 124",
    "twelve for Anna, 12",
    "a parcel for twelve, 12",
    "twelve I think, 12",
    "number nineteen, 19",
    "'second entrance, 3, apartment 12 B', 12B",
    "apartment b seven, B7"
  })
  void aNumberIsWrittenAsOnADoor(String said, String written) {
    assertThat(UnitNumbers.in(said)).contains(written);
  }

  @Test
  void aLetterAloneIsNoNumber() {
    assertThat(UnitNumbers.in("B")).isEmpty();
  }
}
