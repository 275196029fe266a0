// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.point;

import java.util.Arrays;
import java.util.List;
import org.vestibule.api.face.FaceTemplate;

/**
 * Similarities between faces of different people, each face of one with each face of the other.
 * They share people, so they are not independent. Immutable.
 */
public final class Comparisons {
  private final int[] faces;
  private final float[] scores;

  /**
   * @param faces how many faces each person has
   * @param scores pair of people by pair of people: first with second, first with third, and so on;
   *     not copied
   */
  public Comparisons(int[] faces, float[] scores) {
    this.faces = faces.clone();
    this.scores = scores;
    long wanted = size(faces);
    if (scores.length != wanted) {
      throw new IllegalArgumentException(scores.length + " scores instead of " + wanted);
    }
  }

  /** Compares everybody with everybody else; all faces must lie in one space. */
  public static Comparisons of(List<List<FaceTemplate>> people) {
    int[] faces = people.stream().mapToInt(List::size).toArray();
    float[] scores = new float[Math.toIntExact(size(faces))];
    int at = 0;
    for (int a = 0; a < faces.length; a++) {
      for (int b = a + 1; b < faces.length; b++) {
        for (FaceTemplate one : people.get(a)) {
          for (FaceTemplate other : people.get(b)) {
            scores[at++] = one.similarity(other);
          }
        }
      }
    }
    return new Comparisons(faces, scores);
  }

  private static long size(int[] faces) {
    long all = 0;
    long pairs = 0;
    for (int own : faces) {
      pairs += all * own;
      all += own;
    }
    return pairs;
  }

  /** Returns how many different people there are. */
  public int people() {
    return faces.length;
  }

  /** Returns how many comparisons there are. */
  public int size() {
    return scores.length;
  }

  /** Returns all similarities, the smallest first. */
  public float[] sorted() {
    float[] sorted = scores.clone();
    Arrays.sort(sorted);
    return sorted;
  }

  /**
   * Returns how many times larger the variance of the share of scores above {@code bound} is than
   * that of as many independent comparisons (the design effect: L. Kish, Survey Sampling, 1965), at
   * least 1.
   *
   * <p>The variance is the jackknife that leaves out one person with all their comparisons, as
   * matcher scores are correlated through people (M. E. Schuckers, Computational Methods in
   * Biometric Authentication, 2010; ISO/IEC 19795-1). It counts what belongs to a single pair of
   * people twice (B. Efron, C. Stein, Ann. Statist. 9, 1981), so that is taken off once, as in the
   * variance for pairs of P. M. Aronow, C. Samii and V. A. Assenova (Political Analysis 23, 2015).
   */
  double designEffect(float bound) {
    int n = faces.length;
    double[] hits = new double[n];
    double[] of = new double[n];
    double[] pairHits = new double[n * (n - 1) / 2];
    double total = count(bound, hits, of, pairHits);
    double size = scores.length;
    double rate = total / size;
    double jackknife = 0;
    for (int i = 0; i < n; i++) {
      double without = (total - hits[i]) / (size - of[i]);
      jackknife += (without - rate) * (without - rate) * (n - 1) / n;
    }
    double twice = 0;
    int pair = 0;
    for (int a = 0; a < n; a++) {
      for (int b = a + 1; b < n; b++) {
        double excess = pairHits[pair++] - rate * faces[a] * faces[b];
        twice += excess * excess / (size * size);
      }
    }
    double independent = rate * (1 - rate) / size;
    return Math.max(1, (jackknife - twice) / independent);
  }

  private double count(float bound, double[] hits, double[] of, double[] pairHits) {
    double total = 0;
    int at = 0;
    int pair = 0;
    for (int a = 0; a < faces.length; a++) {
      for (int b = a + 1; b < faces.length; b++) {
        int most = faces[a] * faces[b];
        int above = 0;
        for (int i = 0; i < most; i++) {
          above += scores[at++] > bound ? 1 : 0;
        }
        pairHits[pair++] = above;
        hits[a] += above;
        hits[b] += above;
        of[a] += most;
        of[b] += most;
        total += above;
      }
    }
    return total;
  }
}
