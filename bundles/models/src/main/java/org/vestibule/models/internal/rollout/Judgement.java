// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal.rollout;

/**
 * What a policy makes of the figures so far.
 *
 * @param step what is to be done
 * @param sentence the values, their bounds and n, in plain words
 */
public record Judgement(Step step, String sentence) {
  /** What is to be done. */
  public enum Step {
    /** Nothing yet. */
    WAIT,
    /** The next step of the roll-out, or the end of the watch. */
    FORWARD,
    /** Back to the model before. */
    BACK
  }

  static Judgement wait(String sentence) {
    return new Judgement(Step.WAIT, sentence);
  }

  static Judgement forward(String sentence) {
    return new Judgement(Step.FORWARD, sentence);
  }

  static Judgement back(String sentence) {
    return new Judgement(Step.BACK, sentence);
  }
}
