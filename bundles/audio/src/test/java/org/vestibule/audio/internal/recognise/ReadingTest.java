// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.recognise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReadingTest {
  @Test
  void fourTokensThreeTimesAreALoop() {
    assertThat(of(1, 2, 3, 4, 9, 1, 2, 3, 4, 8, 1, 2, 3, 4).repeats()).isTrue();
    assertThat(of(7, 5, 6, 5, 6, 5, 6, 5, 6, 5, 6, 5, 6).repeats()).isTrue();
    assertThat(of(5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5).repeats()).isTrue();
  }

  @Test
  void twiceIsEmphasisAndShortWordsMayRepeat() {
    assertThat(of(1, 2, 3, 4, 1, 2, 3, 4).repeats()).isFalse();
    assertThat(of(5, 6, 5, 6, 5, 6).repeats()).isFalse();
    assertThat(of().repeats()).isFalse();
    assertThat(of(IntStream.range(0, 100).toArray()).repeats()).isFalse();
  }

  private static Reading of(int... tokens) {
    return new Reading("text", tokens, 0, 0);
  }
}
