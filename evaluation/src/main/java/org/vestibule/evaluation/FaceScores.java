// SPDX-License-Identifier: Apache-2.0
package org.vestibule.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.vision.internal.point.Comparisons;
import org.vestibule.vision.internal.point.ImpostorEvidence;

/**
 * People and their templates, split by person into folds: a threshold is fitted on the people of
 * all folds but one, and judged on pairs with a person of that one.
 */
final class FaceScores {
  private final List<List<FaceTemplate>> people;
  private final int[] fold;
  private final int folds;
  private final long seed;
  private final double worth;

  FaceScores(List<List<FaceTemplate>> people, int folds, long seed) {
    this.people = people;
    this.folds = folds;
    this.seed = seed;
    worth = ImpostorEvidence.of(Comparisons.of(people)).effective();
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < people.size(); i++) {
      order.add(i);
    }
    Collections.shuffle(order, new Random(seed));
    fold = new int[people.size()];
    for (int i = 0; i < order.size(); i++) {
      fold[order.get(i)] = i % folds;
    }
  }

  int people() {
    return people.size();
  }

  /**
   * Returns for each fold the smallest threshold that meets a rate by the impostor comparisons of
   * all other folds: counted, and by the tail's estimate for rarer ones, as the gateway derives it.
   */
  double[] thresholds(double rate) {
    double[] thresholds = new double[folds];
    for (int held = 0; held < folds; held++) {
      List<List<FaceTemplate>> others = new ArrayList<>();
      for (int i = 0; i < people.size(); i++) {
        if (fold[i] != held) {
          others.add(people.get(i));
        }
      }
      thresholds[held] = ImpostorEvidence.of(Comparisons.of(others)).quantile(rate);
    }
    return thresholds;
  }

  /** Returns the same threshold for each fold. */
  double[] always(double threshold) {
    double[] thresholds = new double[folds];
    Arrays.fill(thresholds, threshold);
    return thresholds;
  }

  /**
   * Counts false accepts and false rejects of single pictures, each pair once, by the threshold
   * that was fitted without the first of the two people.
   */
  Errors pairs(double[] thresholds) {
    Errors errors = new Errors(people.size(), worth);
    for (int a = 0; a < people.size(); a++) {
      double threshold = thresholds[fold[a]];
      List<FaceTemplate> own = people.get(a);
      for (int i = 0; i < own.size(); i++) {
        for (int j = i + 1; j < own.size(); j++) {
          errors.genuine().add(a, !(own.get(i).similarity(own.get(j)) > threshold));
        }
        for (int b = a + 1; b < people.size(); b++) {
          for (FaceTemplate other : people.get(b)) {
            errors.impostor().add(a, own.get(i).similarity(other) > threshold);
          }
        }
      }
    }
    return errors;
  }

  /**
   * Counts errors of attempts as at a door: each picture is compared with so many templates of a
   * person, drawn by lot and never itself, and the best counts.
   */
  Errors attempts(double[] thresholds, int templates) {
    Errors errors = new Errors(people.size(), worth);
    Random random = new Random(seed);
    for (int claimed = 0; claimed < people.size(); claimed++) {
      double threshold = thresholds[fold[claimed]];
      for (int who = 0; who < people.size(); who++) {
        for (FaceTemplate probe : people.get(who)) {
          List<FaceTemplate> enrolled = new ArrayList<>(people.get(claimed));
          enrolled.remove(probe);
          Collections.shuffle(enrolled, random);
          double best =
              enrolled.stream()
                  .limit(templates)
                  .mapToDouble(template -> template.similarity(probe))
                  .max()
                  .orElse(-1);
          if (who == claimed && !enrolled.isEmpty()) {
            errors.genuine().add(who, !(best > threshold));
          } else if (who != claimed) {
            errors.impostor().add(who, best > threshold);
          }
        }
      }
    }
    return errors;
  }

  /** Returns all similarities of different pictures of one person, sorted. */
  float[] genuine() {
    List<Float> scores = new ArrayList<>();
    for (List<FaceTemplate> own : people) {
      for (int i = 0; i < own.size(); i++) {
        for (int j = i + 1; j < own.size(); j++) {
          scores.add(own.get(i).similarity(own.get(j)));
        }
      }
    }
    float[] sorted = new float[scores.size()];
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] = scores.get(i);
    }
    Arrays.sort(sorted);
    return sorted;
  }

  /** Returns all similarities of different people. */
  Comparisons impostors() {
    return Comparisons.of(people);
  }

  /**
   * False accepts and false rejects. What the false accepts are worth is that of all comparisons of
   * different people, since each person is in many of them.
   *
   * @param impostor by the one who claims falsely or comes first
   * @param genuine by person
   */
  record Errors(ErrorCount impostor, ErrorCount genuine) {
    Errors(int people, double worth) {
      this(new ErrorCount(people, worth), new ErrorCount(people));
    }
  }
}
