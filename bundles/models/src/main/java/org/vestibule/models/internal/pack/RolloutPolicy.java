// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal.pack;

/**
 * When a candidate goes a step further, and when it goes back. Rates and shares are 0 to 1.
 *
 * @param shadow sees, and acts on nothing
 * @param canary serves a share
 * @param watch serves everything, under watch
 */
public record RolloutPolicy(Shadow shadow, Canary canary, Watch watch) {
  /** What holds for a pack that says nothing. */
  public static final RolloutPolicy DEFAULT =
      new RolloutPolicy(
          new Shadow(1, 200, 0.02, 0.05),
          new Canary(0.1, 50, 0.01, 2),
          new Watch(120, 20, 0.05, 3, 0.2));

  /**
   * @param share of the requests that are compared
   * @param minimum comparisons before anything is concluded
   * @param maxDisagreement upper bound of the share of requests with another decision; held by the
   *     upper end of its 95 % Wilson interval
   * @param maxScoreShift bound of the absolute mean score shift; held by both ends of its 95 %
   *     bootstrap interval
   */
  public record Shadow(double share, int minimum, double maxDisagreement, double maxScoreShift) {}

  /**
   * @param share of the requests that it serves; 0 leaves the step out
   * @param minimum requests before anything is concluded
   * @param maxErrorRate failed runs
   * @param maxLatencyRatio p95 of its runs in processor time over the p95 of the model before
   */
  public record Canary(double share, int minimum, double maxErrorRate, double maxLatencyRatio) {}

  /**
   * @param seconds how long it is watched
   * @param minimum runs before a rate or a ratio counts
   * @param maxErrorRate failed runs
   * @param maxLatencyRatio p95 of its runs in processor time over the p95 of the model before
   * @param maxDisagreement share of compared requests with another decision than the model before
   */
  public record Watch(
      int seconds,
      int minimum,
      double maxErrorRate,
      double maxLatencyRatio,
      double maxDisagreement) {}
}
