// SPDX-License-Identifier: Apache-2.0
package org.vestibule.training.speech;

import java.io.PrintStream;
import java.util.List;
import org.vestibule.audio.internal.command.CommandHead;

/** How a head does on the synthetic voices that it was not trained on. */
final class HeldOut {
  private HeldOut() {}

  static void print(
      PrintStream out, CommandHead head, double threshold, List<Examples.Example> examples) {
    int commands = 0;
    int right = 0;
    int wrong = 0;
    int others = 0;
    int taken = 0;
    for (Examples.Example example : examples) {
      int answer = answer(head.judge(example.vectors()), threshold);
      if (example.label() == Words.OTHER) {
        others++;
        taken += answer == Words.OTHER ? 0 : 1;
      } else {
        commands++;
        right += answer == example.label() ? 1 : 0;
        wrong += answer != example.label() && answer != Words.OTHER ? 1 : 0;
      }
    }
    out.printf("held_out_commands=%d%n", commands);
    out.print(new Share(right, commands).keys("held_out_accuracy"));
    out.print(new Share(wrong, commands).keys("held_out_confused"));
    out.printf("held_out_others=%d%n", others);
    out.print(new Share(taken, others).keys("held_out_false_accepts"));
  }

  private static int answer(float[] probabilities, double threshold) {
    int best = 0;
    for (int k = 1; k < probabilities.length; k++) {
      if (probabilities[k] > probabilities[best]) {
        best = k;
      }
    }
    return probabilities[best] < threshold ? Words.OTHER : best;
  }
}
