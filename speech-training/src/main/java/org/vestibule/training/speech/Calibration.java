// SPDX-License-Identifier: Apache-2.0
package org.vestibule.training.speech;

import java.util.Arrays;
import java.util.List;
import org.vestibule.audio.internal.command.CommandHead;

/**
 * Temperature and the weight of "none of them", chosen on voices that were not trained on.
 *
 * @param temperature divides the logits, so that a confidence is a share of right answers (Guo et
 *     al. 2017, "On Calibration of Modern Neural Networks")
 * @param shift taken off the logit of everything else. The examples hold far more near-sounding
 *     words than people at a door say, so it is too likely before (Saerens et al. 2002, "Adjusting
 *     the Outputs of a Classifier to New a Priori Probabilities")
 */
record Calibration(double temperature, double shift) {
  /** The least confidence of a command. */
  static final double THRESHOLD = 0.5;

  /** Part of the held-out examples that are no command and may be taken for one. */
  static final double FALSE_ACCEPTS = 0.05;

  private static final double MOST_SHIFT = 4;

  /** Chooses both; {@code scaling} brings the head back to plain vectors. */
  static Calibration of(CommandHead head, Scaling scaling, List<Examples.Example> heldOut) {
    double best = 1;
    double least = Double.POSITIVE_INFINITY;
    for (double temperature = 0.5; temperature < 4; temperature *= 1.05) {
      double loss = loss(scaling.folded(head, temperature), heldOut);
      if (loss < least) {
        least = loss;
        best = temperature;
      }
    }
    return new Calibration(best, shift(scaling.folded(head, best), heldOut));
  }

  private static double loss(CommandHead head, List<Examples.Example> examples) {
    double sum = 0;
    for (Examples.Example example : examples) {
      sum -= Math.log(Math.max(1e-9, head.judge(example.vectors())[example.label()]));
    }
    return sum / examples.size();
  }

  /** The logit of the likeliest command against all else, of which so many may reach 0. */
  private static double shift(CommandHead head, List<Examples.Example> examples) {
    double[] needed =
        examples.stream()
            .filter(example -> example.label() == Words.OTHER)
            .mapToDouble(example -> needed(head.judge(example.vectors())))
            .sorted()
            .toArray();
    return Math.max(
        -MOST_SHIFT, Math.min(MOST_SHIFT, needed[(int) (FALSE_ACCEPTS * needed.length)]));
  }

  /** The shift at which the likeliest command is as likely as all else together. */
  private static double needed(float[] probabilities) {
    float[] commands = Arrays.copyOf(probabilities, Words.OTHER);
    Arrays.sort(commands);
    double likeliest = commands[commands.length - 1];
    double rest = 0;
    for (int k = 0; k < commands.length - 1; k++) {
      rest += commands[k];
    }
    double none = Math.max(1e-9, probabilities[Words.OTHER]);
    return likeliest <= rest ? MOST_SHIFT : Math.log(none / (likeliest - rest));
  }

  /** Returns the head with both in its weights. */
  CommandHead applied(CommandHead head, Scaling scaling) {
    CommandHead folded = scaling.folded(head, temperature);
    float[] none = folded.out()[Words.OTHER];
    none[none.length - 1] -= (float) shift;
    return folded;
  }
}
