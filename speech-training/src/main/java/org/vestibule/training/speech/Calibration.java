// SPDX-License-Identifier: Apache-2.0
package org.vestibule.training.speech;

import java.util.Arrays;
import java.util.List;
import org.vestibule.audio.internal.command.CommandHead;

/**
 * Temperature and threshold, chosen on voices that were not trained on.
 *
 * @param temperature divides the logits, so that a confidence is a share of right answers (Guo et
 *     al. 2017, "On Calibration of Modern Neural Networks")
 * @param threshold the least confidence of a command: of everything else, no more than {@link
 *     #FALSE_ACCEPTS} reach it
 */
record Calibration(double temperature, double threshold) {
  /** Part of what is no command that may be taken for one. */
  static final double FALSE_ACCEPTS = 0.01;

  private static final double LEAST_THRESHOLD = 0.5;
  private static final double MOST_THRESHOLD = 0.95;

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
    return new Calibration(best, threshold(scaling.folded(head, best), heldOut));
  }

  private static double loss(CommandHead head, List<Examples.Example> examples) {
    double sum = 0;
    for (Examples.Example example : examples) {
      sum -= Math.log(Math.max(1e-9, head.judge(example.vectors())[example.label()]));
    }
    return sum / examples.size();
  }

  private static double threshold(CommandHead head, List<Examples.Example> examples) {
    double[] others =
        examples.stream()
            .filter(example -> example.label() == Words.OTHER)
            .mapToDouble(example -> likeliestCommand(head.judge(example.vectors())))
            .sorted()
            .toArray();
    int allowed = (int) (FALSE_ACCEPTS * others.length);
    double needed = others[others.length - 1 - allowed];
    double rounded = Math.ceil(needed * 100) / 100;
    return Math.max(LEAST_THRESHOLD, Math.min(MOST_THRESHOLD, rounded));
  }

  private static double likeliestCommand(float[] probabilities) {
    float[] commands = Arrays.copyOf(probabilities, Words.OTHER);
    Arrays.sort(commands);
    return commands[commands.length - 1];
  }
}
