// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CommandHeadTest {
  /** One channel that fires on the first number of the middle vector. */
  private static CommandHead head() {
    float[][] kernel = new float[1][CommandHead.FIELD];
    kernel[0][SpeechEmbedding.SIZE] = 2;
    return new CommandHead(kernel, new float[] {-1}, new float[][] {{1, 0}, {0, 0.5f}});
  }

  @Test
  void itDoesNotMatterWhenTheWordWasSaid() {
    float[] early = head().judge(vectors(1));
    assertThat(head().judge(vectors(5))).containsExactly(early);
    assertThat(early[0] / early[1]).isCloseTo((float) Math.exp(3 - 0.5), within(1e-3f));
  }

  @Test
  void withoutTheWordOnlyTheBiasSpeaks() {
    float[] nothing = head().judge(new float[7][SpeechEmbedding.SIZE]);
    assertThat(nothing[1]).isGreaterThan(nothing[0]);
    assertThat(nothing[0] + nothing[1]).isCloseTo(1, within(1e-6f));
  }

  private static float[][] vectors(int at) {
    float[][] vectors = new float[7][SpeechEmbedding.SIZE];
    vectors[at][0] = 2;
    return vectors;
  }
}
