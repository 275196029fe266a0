// SPDX-License-Identifier: Apache-2.0
package org.vestibule.evaluation.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BootstrapTest {
  private static List<Wer> sentences(int count, double rate, long seed) {
    Random random = new Random(seed);
    List<Wer> sentences = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int errors = 0;
      for (int word = 0; word < 10; word++) {
        errors += random.nextDouble() < rate ? 1 : 0;
      }
      sentences.add(new Wer(errors, 10));
    }
    return sentences;
  }

  @Test
  void nothingHasNoBounds() {
    assertThatThrownBy(() -> new Bootstrap(1).rate(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theSameSeedGivesTheSameBounds() {
    List<Wer> sentences = sentences(30, 0.2, 1);
    assertThat(new Bootstrap(5).rate(sentences)).isEqualTo(new Bootstrap(5).rate(sentences));
  }

  @Test
  void theBoundsHoldTheRateAndShrinkWithTheSquareRootOfTheSentences() {
    Bootstrap.Bounds few = new Bootstrap(1).rate(sentences(30, 0.2, 2));
    Bootstrap.Bounds many = new Bootstrap(1).rate(sentences(480, 0.2, 2));
    assertThat(many.low()).isLessThan(20);
    assertThat(many.high()).isGreaterThan(20);
    assertThat((few.high() - few.low()) / (many.high() - many.low())).isBetween(2.5, 6.0);
  }

  @Test
  void pairedDifferencesOfTheSameAreNothingAndOfAClearGainAreBelowZero() {
    List<Wer> without = sentences(40, 0.4, 3);
    assertThat(new Bootstrap(1).differenceUpper(without, without)).isZero();
    List<Wer> with = new ArrayList<>();
    without.forEach(wer -> with.add(new Wer(Math.max(0, wer.errors() - 2), wer.words())));
    assertThat(new Bootstrap(1).differenceUpper(with, without)).isNegative();
    assertThat(new Bootstrap(1).differenceUpper(without, with)).isPositive();
  }
}
