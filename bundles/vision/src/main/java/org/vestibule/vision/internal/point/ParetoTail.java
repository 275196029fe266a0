// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.point;

/**
 * What lies beyond the highest scores seen: a generalised Pareto distribution over a threshold (J.
 * Pickands, Ann. Statist. 3, 1975; S. Coles, An Introduction to Statistical Modeling of Extreme
 * Values, 2001), fitted by probability-weighted moments (J. R. M. Hosking, J. R. Wallis,
 * Technometrics 29, 1987). An estimate: it proves nothing.
 *
 * <p>A negative shape would put an end to the scores of impostors that nobody has seen, so the
 * shape is at least 0; above one half the moments do not hold.
 *
 * @param start scores above it form the tail
 * @param share of all scores that do
 * @param shape 0 to 0.5
 * @param scale above 0
 */
record ParetoTail(double start, double share, double shape, double scale) {
  private static final double MOST_SHAPE = 0.5;
  private static final int LEAST = 50;
  private static final int MOST = 500;

  /** Fits the highest hundredth of the scores, 50 to 500 of them; needs more than 50 scores. */
  static ParetoTail of(float[] sorted) {
    int n = sorted.length;
    int size = Math.min(n - 1, Math.max(LEAST, Math.min(MOST, n / 100)));
    double start = sorted[n - 1 - size];
    double mean = 0;
    double weighted = 0;
    for (int i = 0; i < size; i++) {
      double excess = sorted[n - size + i] - start;
      mean += excess / size;
      weighted += excess * (1 - (i + 0.65) / size) / size;
    }
    double share = (double) size / n;
    if (!(mean > 0)) {
      return new ParetoTail(start, share, 0, Float.MIN_NORMAL);
    }
    double spread = mean - 2 * weighted;
    double shape = Math.max(0, Math.min(MOST_SHAPE, 2 - mean / spread));
    // With the shape held, the mean of the excesses alone gives the scale.
    return new ParetoTail(start, share, shape, mean * (1 - shape));
  }

  /** Returns the share of all scores that is above {@code score}, which lies in the tail. */
  double above(double score) {
    double excess = (score - start) / scale;
    double survival = shape < 1e-9 ? Math.exp(-excess) : Math.pow(1 + shape * excess, -1 / shape);
    return share * survival;
  }

  /** Returns the score that a share of {@code rate} is above; at least the start. */
  double score(double rate) {
    double ratio = share / rate;
    if (ratio <= 1) {
      return start;
    }
    double excess = shape < 1e-9 ? Math.log(ratio) : (Math.pow(ratio, shape) - 1) / shape;
    return start + scale * excess;
  }
}
