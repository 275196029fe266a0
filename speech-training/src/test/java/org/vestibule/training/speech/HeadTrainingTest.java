// SPDX-License-Identifier: Apache-2.0
package org.vestibule.training.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vestibule.audio.internal.command.CommandHead;
import org.vestibule.audio.internal.command.CommandHeadFile;
import org.vestibule.audio.internal.command.SpeechEmbedding;

class HeadTrainingTest {
  private static final int HELP = 2;

  @Test
  void itLearnsAPatternWhereverItStandsAndIsSureOnlyThen() {
    List<Examples.Example> examples = examples(new Random(1));
    List<Examples.Example> fresh = examples(new Random(2));
    Scaling scaling = Scaling.of(examples);
    scaling.apply(examples);
    CommandHead raw = HeadTraining.train(examples, new Random(3));
    Calibration calibration = Calibration.of(raw, scaling, fresh);
    CommandHead head = calibration.applied(raw, scaling);
    int heard = 0;
    int taken = 0;
    for (Examples.Example example : fresh) {
      if (head.judge(example.vectors())[HELP] >= Calibration.THRESHOLD) {
        heard += example.label() == HELP ? 1 : 0;
        taken += example.label() == HELP ? 0 : 1;
      }
    }
    assertThat(heard).as("of 100 that hold the pattern").isGreaterThan(90);
    assertThat(taken / 100.0).isLessThanOrEqualTo(Calibration.FALSE_ACCEPTS + 0.01);
  }

  @Test
  void theSameSeedGivesTheSameBytes() {
    byte[] one = CommandHeadFile.bytes(HeadTraining.train(examples(new Random(1)), new Random(3)));
    byte[] two = CommandHeadFile.bytes(HeadTraining.train(examples(new Random(1)), new Random(3)));
    byte[] other =
        CommandHeadFile.bytes(HeadTraining.train(examples(new Random(1)), new Random(4)));
    assertThat(one).isEqualTo(two).isNotEqualTo(other);
  }

  /** Noise of another mean and spread in each number; half of them with a bump somewhere. */
  private static List<Examples.Example> examples(Random random) {
    List<Examples.Example> examples = new ArrayList<>();
    for (int n = 0; n < 200; n++) {
      float[][] vectors = new float[9][SpeechEmbedding.SIZE];
      for (float[] vector : vectors) {
        for (int i = 0; i < vector.length; i++) {
          vector[i] = (float) (i + (1 + i % 7) * random.nextGaussian());
        }
      }
      boolean said = n % 2 == 0;
      if (said) {
        float[] middle = vectors[1 + random.nextInt(7)];
        for (int i = 0; i < 12; i++) {
          middle[i] += 4 * (1 + i % 7);
        }
      }
      examples.add(new Examples.Example(vectors, said ? HELP : Words.OTHER, false));
    }
    return examples;
  }
}
