// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal.rollout;

import java.util.Locale;
import org.vestibule.models.internal.stats.Interval;
import org.vestibule.models.internal.stats.McNemar;
import org.vestibule.models.internal.stats.RunCounters;
import org.vestibule.models.internal.stats.Tally;

/** The bounds that every phase holds a model to, each with its sentence. */
final class Bounds {
  private Bounds() {}

  /**
   * Returns why the error rate is out of bounds, empty when it is not. Failed runs stay failed:
   * once there are more than the bound allows of {@code minimum} runs, waiting for those would
   * change nothing.
   */
  static String errors(RunCounters runs, int minimum, double bound) {
    long errors = runs.errors();
    long of = Math.max(runs.runs(), minimum);
    if (errors <= bound * of) {
      return "";
    }
    return say(
        "%d of %d runs failed; allowed are %s %% of at least %d",
        errors, runs.runs(), percent(bound), minimum);
  }

  /** Returns why the latency is out of bounds, empty when it is not or when nothing can be said. */
  static String latency(double p95, double before, double bound, long n) {
    double ratio = p95 / before;
    if (!(before > 0) || !(ratio > bound)) {
      return "";
    }
    return say(
        "p95 run time %.1f ms is %.2f times the %.1f ms of the model before, of %d runs; allowed is %s",
        p95 / 1e6, ratio, before / 1e6, n, number(bound));
  }

  /** Returns the ratio in words, or that there is none. */
  static String ratio(double p95, double before) {
    double ratio = p95 / before;
    return before > 0 && ratio >= 0
        ? say("p95 run time %.2f times that of the model before", ratio)
        : "no ratio of run times, for too few runs were measured";
  }

  /** Returns why too many decisions differ for a shadow, empty when they do not. */
  static String disagreement(Tally.Counts counts, double bound) {
    Interval interval = Interval.wilson(counts.disagreed(), counts.compared());
    if (interval.high() <= bound) {
      return "";
    }
    return say(
        "%d of %d decisions differ, at most %.2f %% with 95 %% confidence (Wilson); allowed are %s %%"
            + " (McNemar's p %.3g)",
        counts.disagreed(),
        counts.compared(),
        100 * interval.high(),
        percent(bound),
        McNemar.exact(counts.onlyServing(), counts.onlyOther()));
  }

  /** Returns why scores have moved too far, empty when they have not or there are none. */
  static String shift(Tally tally, double bound) {
    Tally.Counts counts = tally.counts();
    Interval shift = counts.scored() == 0 ? Interval.UNKNOWN : tally.shift();
    if (counts.scored() == 0 || shift.within(bound)) {
      return "";
    }
    return say(
        "scores moved by %.4f on average (95 %% interval %.4f to %.4f, n = %d); allowed is %s",
        counts.scoreShift(), shift.low(), shift.high(), counts.scored(), number(bound));
  }

  static String say(String form, Object... values) {
    return String.format(Locale.ROOT, form, values);
  }

  static String percent(double share) {
    return number(Math.round(share * 1e6) / 1e4);
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e9
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
