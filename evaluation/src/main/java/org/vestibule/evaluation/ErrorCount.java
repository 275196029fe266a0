// SPDX-License-Identifier: Apache-2.0
package org.vestibule.evaluation;

import java.util.Locale;
import org.vestibule.vision.internal.point.ClopperPearson;

/**
 * Errors among trials that belong to people: those of one person are alike, so they are worth fewer
 * than they are. The design effect is that of clusters (L. Kish, Survey Sampling, 1965), the
 * interval {@link ClopperPearson} over what is left, two-sided 95 %.
 */
final class ErrorCount {
  private final int[] errors;
  private final int[] trials;
  private final double known;

  /**
   * @param people how many clusters there are
   */
  ErrorCount(int people) {
    this(people, Double.POSITIVE_INFINITY);
  }

  /**
   * @param worth how many independent trials these are worth at most, when that is known otherwise
   */
  ErrorCount(int people, double worth) {
    known = worth;
    errors = new int[people];
    trials = new int[people];
  }

  void add(int person, boolean error) {
    trials[person]++;
    errors[person] += error ? 1 : 0;
  }

  int errors() {
    return sum(errors);
  }

  int trials() {
    return sum(trials);
  }

  double rate() {
    return (double) errors() / trials();
  }

  double upper() {
    double worth = worth();
    return ClopperPearson.upper(rate() * worth, worth, 0.975);
  }

  double lower() {
    double worth = worth();
    return ClopperPearson.lower(rate() * worth, worth, 0.975);
  }

  /** Returns how many independent trials these are worth: at least one for each person. */
  private double worth() {
    if (Double.isFinite(known)) {
      return Math.min(known, trials());
    }
    double rate = rate();
    int n = trials();
    int people = 0;
    double squares = 0;
    for (int i = 0; i < trials.length; i++) {
      people += trials[i] > 0 ? 1 : 0;
      double excess = errors[i] - rate * trials[i];
      squares += excess * excess;
    }
    if (errors() == 0 || people < 2) {
      return people;
    }
    double variance = squares * people / (people - 1) / n / n;
    double effect = variance / (rate * (1 - rate) / n);
    return Math.min(n, Math.max(people, n / Math.max(1, effect)));
  }

  private static int sum(int[] values) {
    int sum = 0;
    for (int value : values) {
      sum += value;
    }
    return sum;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%.3f %% (%d of %d; %.3f to %.3f %%)",
        100 * rate(),
        errors(),
        trials(),
        100 * lower(),
        100 * upper());
  }
}
