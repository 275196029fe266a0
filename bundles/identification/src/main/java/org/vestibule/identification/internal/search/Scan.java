// SPDX-License-Identifier: Apache-2.0
package org.vestibule.identification.internal.search;

/**
 * What one thread has found in its part of a search: the two nearest people. Of two equally near
 * the one whose id sorts first is the nearer, so that the answer does not depend on the threads.
 */
final class Scan {
  private final Probe probe;
  private final long version;
  private float[] sums;
  private int[] products;
  private Enrolled first;
  private Enrolled second;
  private float firstSimilarity = Float.NEGATIVE_INFINITY;
  private float secondSimilarity = Float.NEGATIVE_INFINITY;

  Scan(Probe probe, long version) {
    this.probe = probe;
    this.version = version;
  }

  Probe probe() {
    return probe;
  }

  /** Returns room for a float each row. */
  float[] sums() {
    if (sums == null) {
      sums = new float[Block.ROWS];
    }
    return sums;
  }

  /** Returns room for an int each row. */
  int[] products() {
    if (products == null) {
      products = new int[Block.ROWS];
    }
    return products;
  }

  /** Returns the similarity below which a row changes nothing. */
  float floor() {
    return secondSimilarity;
  }

  /**
   * Takes a row, unless its owner is gone or the probe is nearer to one of the owner's negatives.
   */
  void offer(Enrolled owner, float similarity) {
    if (similarity >= secondSimilarity
        && owner.livesIn(version)
        && similarity >= owner.bar(probe.direction())) {
      place(owner, similarity);
    }
  }

  /** Takes what another thread has found in the same version. */
  void merge(Scan other) {
    if (other.first != null) {
      place(other.first, other.firstSimilarity);
    }
    if (other.second != null) {
      place(other.second, other.secondSimilarity);
    }
  }

  private void place(Enrolled owner, float similarity) {
    if (owner == first) {
      firstSimilarity = Math.max(firstSimilarity, similarity);
    } else if (ahead(owner, similarity, first, firstSimilarity)) {
      second = first;
      secondSimilarity = firstSimilarity;
      first = owner;
      firstSimilarity = similarity;
    } else if (owner == second) {
      secondSimilarity = Math.max(secondSimilarity, similarity);
    } else if (ahead(owner, similarity, second, secondSimilarity)) {
      second = owner;
      secondSimilarity = similarity;
    }
  }

  private static boolean ahead(Enrolled owner, float similarity, Enrolled other, float than) {
    return other == null
        || similarity > than
        || similarity == than && owner.person().value().compareTo(other.person().value()) < 0;
  }

  Enrolled first() {
    return first;
  }

  Enrolled second() {
    return second;
  }

  float firstSimilarity() {
    return firstSimilarity;
  }

  float secondSimilarity() {
    return secondSimilarity;
  }

  /** Returns whether everyone found is still enrolled as they were. */
  boolean holds() {
    return (first == null || first.alive()) && (second == null || second.alive());
  }
}
