// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.drift;

import java.util.Arrays;

/**
 * How similar people are to their templates when all is well, in ten bins that are equally full.
 * Immutable.
 */
final class Baseline {
  /** Of deciles, as the population stability index is usually taken. */
  static final int BINS = 10;

  private final String origin;
  private final float[] sorted;
  private final float[] cuts = new float[BINS - 1];
  private final int[] counts = new int[BINS];

  /**
   * @param origin where the similarities come from, for people
   * @param similarities at least {@value #BINS}; copied
   */
  Baseline(String origin, float[] similarities) {
    this.origin = origin;
    sorted = similarities.clone();
    Arrays.sort(sorted);
    for (int i = 0; i < cuts.length; i++) {
      cuts[i] = sorted[(i + 1) * sorted.length / BINS];
    }
    for (float similarity : sorted) {
      counts[bin(similarity)]++;
    }
  }

  String origin() {
    return origin;
  }

  int size() {
    return sorted.length;
  }

  /** Returns in which bin a similarity falls. */
  int bin(float similarity) {
    int bin = 0;
    while (bin < cuts.length && similarity >= cuts[bin]) {
      bin++;
    }
    return bin;
  }

  /**
   * Returns the population stability index of other counts in the same bins: the sum of (a - b)
   * ln(a / b) over their shares, the symmetric divergence of S. Kullback and R. A. Leibler (Ann.
   * Math. Statist. 22, 1951), under this name in N. Siddiqi, Credit Risk Scorecards (2006). Half a
   * count is added to each bin, so that an empty one does not make it infinite.
   */
  double stability(int[] others, int n) {
    double index = 0;
    for (int i = 0; i < BINS; i++) {
      double here = (others[i] + 0.5) / (n + 0.5 * BINS);
      double there = (counts[i] + 0.5) / (sorted.length + 0.5 * BINS);
      index += (here - there) * Math.log(here / there);
    }
    return index;
  }

  /**
   * Returns the largest difference of the two distribution functions (N. V. Smirnov, Ann. Math.
   * Statist. 19, 1948), 0 to 1.
   *
   * @param others sorted
   */
  double smirnov(float[] others) {
    double largest = 0;
    int here = 0;
    int there = 0;
    while (here < others.length && there < sorted.length) {
      float next = Math.min(others[here], sorted[there]);
      while (here < others.length && others[here] <= next) {
        here++;
      }
      while (there < sorted.length && sorted[there] <= next) {
        there++;
      }
      double apart = (double) here / others.length - (double) there / sorted.length;
      largest = Math.max(largest, Math.abs(apart));
    }
    return largest;
  }
}
