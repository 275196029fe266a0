// SPDX-License-Identifier: Apache-2.0
package org.vestibule.evaluation.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NormaliserTest {
  @Test
  void caseAndPunctuationAreNoErrors() {
    assertThat(Normaliser.words("  Hello,  Mr. Smith!? "))
        .isEqualTo(Normaliser.words("hello mister smith"));
    assertThat(Normaliser.words("ill-disposed")).containsExactly("ill", "disposed");
    assertThat(Normaliser.words("caf\u00e9")).isEqualTo(Normaliser.words("CAFE"));
  }

  @Test
  void contractionsAreSpelledOutWhicheverApostropheTheyHave() {
    assertThat(Normaliser.words("I can\u2019t, we'll see, let's go"))
        .isEqualTo(Normaliser.words("i can not we will see let us go"));
    assertThat(Normaliser.words("the neighbour's dog")).contains("neighbours");
  }

  @Test
  void numbersAreTheSameAsWordsAndAsDigits() {
    assertThat(Normaliser.words("apartment 305"))
        .isEqualTo(Normaliser.words("apartment three hundred five"));
    assertThat(Normaliser.words("1,200 metres")).startsWith("one", "thousand", "two", "hundred");
    assertThat(Normaliser.words("0 10 15 21 90"))
        .containsExactly("zero", "ten", "fifteen", "twenty", "one", "ninety");
    assertThat(Normaliser.words("the 5th night")).containsExactly("the", "5th", "night");
    assertThat(Normaliser.words("0123456789")).hasSize(1);
  }

  @Test
  void whatNobodySaidIsNoWord() {
    assertThat(Normaliser.words("[music] um, (laughs) yes")).isEqualTo(List.of("yes"));
    assertThat(Normaliser.words(" ... ")).isEmpty();
    assertThat(Normaliser.words("")).isEmpty();
  }
}
