// SPDX-License-Identifier: Apache-2.0
package org.vestibule.training.speech;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeardWordTest {
  @ParameterizedTest
  @CsvSource({
    "'', none",
    "'...', none",
    "'Yes, please.', none",
    "'Seven seven.', none",
    "'77', none",
    "'Yes.', yes",
    "' HELP! ', help",
    "'7.', seven",
    "'To.', two",
    "'For', four",
    "'0', zero"
  })
  void figuresAndPunctuationDoNotCountButASecondWordDoes(String text, String word) {
    assertThat(Words.name(HeardWord.label(text))).isEqualTo(word);
  }
}
