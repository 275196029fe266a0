// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.point;

/**
 * What the comparisons of different people say about the false match rate at a threshold: a bound
 * that is proven, and an estimate that is not. Immutable.
 *
 * <p>The bound is the one-sided 95 % interval of {@link ClopperPearson} over the number of
 * independent comparisons that the data is worth: their number by the design effect, less a little
 * because that effect is itself estimated from so many people (the ratio of normal and Student
 * quantiles of Korn and Graubard 1998). The bound falls with the threshold, so the smallest
 * threshold that meets a target keeps the 95 %, although it was searched for.
 */
public final class ImpostorEvidence {
  /** Of the interval, one-sided. */
  public static final double CONFIDENCE = 0.95;

  /** Fewer people say nothing that is worth a number. */
  public static final int LEAST_PEOPLE = 10;

  /** Fewer comparisons leave no tail to fit. */
  public static final int LEAST_COMPARISONS = 52;

  /** The normal quantile of {@link #CONFIDENCE}. */
  private static final double NORMAL = 1.6448536;

  /** Fewer scores above a bound say nothing about their dependence. */
  private static final int LEAST_LEVEL = 100;

  private final int people;
  private final float[] sorted;
  private final double effective;
  private final ParetoTail tail;

  private ImpostorEvidence(int people, float[] sorted, double effective) {
    this.people = people;
    this.sorted = sorted;
    this.effective = effective;
    tail = ParetoTail.of(sorted);
  }

  /**
   * Weighs comparisons.
   *
   * @throws IllegalArgumentException for fewer than {@value #LEAST_PEOPLE} people or {@value
   *     #LEAST_COMPARISONS} comparisons
   */
  public static ImpostorEvidence of(Comparisons comparisons) {
    if (comparisons.people() < LEAST_PEOPLE || comparisons.size() < LEAST_COMPARISONS) {
      throw new IllegalArgumentException(
          comparisons.people() + " people with " + comparisons.size() + " comparisons");
    }
    float[] sorted = comparisons.sorted();
    return new ImpostorEvidence(comparisons.people(), sorted, effective(comparisons, sorted));
  }

  /**
   * The design effect falls towards the tail for scores that are the sum of many small things, so
   * the largest one seen where few hundred, or one in a hundred, are above errs on the safe side
   * for the rates that may be stated, which end at 0.01. Pairs without a common person are
   * independent in any case, and there are half as many as people.
   */
  private static double effective(Comparisons comparisons, float[] sorted) {
    int n = sorted.length;
    double disjoint = comparisons.people() / 2;
    double effect = 0;
    for (int level : new int[] {100, 200, 400, n / 100}) {
      if (level >= LEAST_LEVEL && level <= n / 10) {
        effect = Math.max(effect, comparisons.designEffect(sorted[n - 1 - level]));
      }
    }
    if (effect == 0) {
      return disjoint;
    }
    double freedom = comparisons.people() - 1;
    // Abramowitz and Stegun 26.7.5, first term.
    double student = NORMAL + (Math.pow(NORMAL, 3) + NORMAL) / (4 * freedom);
    double known = Math.pow(NORMAL / student, 2);
    return Math.max(disjoint, n / effect * known);
  }

  /** Returns how many different people were compared. */
  public int people() {
    return people;
  }

  /** Returns how many comparisons there are. */
  public int size() {
    return sorted.length;
  }

  /** Returns how many independent comparisons they are worth. */
  public double effective() {
    return effective;
  }

  /** Returns the most similar impostor seen. */
  public double highest() {
    return sorted[sorted.length - 1];
  }

  /** Returns the smallest false match rate that so much data can prove: no impostor got through. */
  public double provable() {
    return bound(0);
  }

  /** Returns how many comparisons are above a threshold. */
  public int above(double threshold) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] > threshold) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return sorted.length - low;
  }

  /** Returns the upper end of the interval of the false match rate at a threshold. */
  public double upper(double threshold) {
    return bound(above(threshold));
  }

  private double bound(int above) {
    double hits = above * effective / sorted.length;
    return ClopperPearson.upper(hits, effective, CONFIDENCE);
  }

  /** Returns the estimate of the false match rate at a threshold: counted, or by the tail. */
  public double estimate(double threshold) {
    return threshold < tail.start()
        ? (double) above(threshold) / sorted.length
        : tail.above(threshold);
  }

  /**
   * Returns the smallest threshold at which the interval ends at or below {@code rate}.
   *
   * @throws IllegalArgumentException if the rate is below {@link #provable}
   */
  public double proven(double rate) {
    int low = 0;
    int high = sorted.length - 1;
    if (provable() > rate) {
      throw new IllegalArgumentException(rate + " is below " + provable());
    }
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (bound(middle) <= rate) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return sorted[sorted.length - 1 - low];
  }

  /** Returns the smallest threshold whose {@link #estimate} meets a rate. */
  public double quantile(double rate) {
    return rate < tail.share()
        ? tail.score(rate)
        : sorted[sorted.length - 1 - (int) (rate * sorted.length)];
  }

  /** As above, but above every impostor seen. */
  public double estimated(double rate) {
    return Math.max(highest(), quantile(rate));
  }
}
