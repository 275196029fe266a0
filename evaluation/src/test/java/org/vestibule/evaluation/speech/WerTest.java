// SPDX-License-Identifier: Apache-2.0
package org.vestibule.evaluation.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WerTest {
  @Test
  void countsEachKindOfErrorOnce() {
    assertThat(Wer.of("open the door please", "open the floor please")).isEqualTo(new Wer(1, 4));
    assertThat(Wer.of("open the door please", "open door please")).isEqualTo(new Wer(1, 4));
    assertThat(Wer.of("open the door please", "do open the door please")).isEqualTo(new Wer(1, 4));
    assertThat(Wer.of("open the door please", "")).isEqualTo(new Wer(4, 4));
  }

  @Test
  void madeUpWordsCountAboveAHundredPercent() {
    assertThat(Wer.of("hello", "the door of the house").percent()).isEqualTo(500);
  }

  @Test
  void silenceThatIsHeardAsSilenceHasNoErrorAndNoRate() {
    assertThat(Wer.of("", "").errors()).isZero();
    assertThat(Wer.of("", "thank you")).isEqualTo(new Wer(2, 0));
    assertThat(Wer.of("", "").percent()).isZero();
  }

  @Test
  void theRateOfManyIsByWordsAndNotByTheMeanOfRates() {
    Wer sum = Wer.sum(List.of(new Wer(1, 1), new Wer(0, 9)));
    assertThat(sum.percent()).isEqualTo(10);
  }
}
