// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.recognise;

import java.util.Arrays;

/**
 * Tokens that the decoder may have meant. Immutable.
 *
 * @param tokens without the marks of beginning and end
 * @param logProbability natural logarithm of the product of the tokens' probabilities, the end mark
 *     included where there is one
 * @param least the smallest of the logarithms, 0 for none
 * @param complete whether the decoder ended it, rather than a bound
 */
record Hypothesis(int[] tokens, double logProbability, double least, boolean complete) {
  /** Nothing so far. */
  static final Hypothesis EMPTY = new Hypothesis(new int[0], 0, 0, false);

  /** Returns this with one token more. */
  Hypothesis then(int token, double log) {
    int[] more = Arrays.copyOf(tokens, tokens.length + 1);
    more[tokens.length] = token;
    return new Hypothesis(more, logProbability + log, Math.min(least, log), false);
  }

  /** Returns this with the end mark. */
  Hypothesis ended(double log) {
    return new Hypothesis(tokens, logProbability + log, Math.min(least, log), true);
  }

  /** Returns the mean of the logarithms: a longer text is not the worse for it. */
  double mean() {
    return logProbability / Math.max(1, tokens.length + (complete ? 1 : 0));
  }
}
