// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.point;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.api.face.OperatingPoint;

/**
 * The impostors of one space, weighed. Immutable.
 *
 * @param evidence what their comparisons say
 * @param origin where they come from, for people
 * @param generated whether no camera ever saw any of them
 */
record Impostors(ImpostorEvidence evidence, String origin, boolean generated) {
  /** So many faces give a million comparisons, which take about a second. */
  private static final int MOST_FACES = 1500;

  /** Weighs cohorts together; empty when they are too few people to say anything. */
  static Optional<Impostors> of(List<Cohort> cohorts) {
    List<List<FaceTemplate>> people = new ArrayList<>();
    cohorts.forEach(cohort -> people.addAll(cohort.people()));
    if (people.size() < ImpostorEvidence.LEAST_PEOPLE) {
      return Optional.empty();
    }
    Comparisons comparisons = Comparisons.of(bounded(people));
    if (comparisons.size() < ImpostorEvidence.LEAST_COMPARISONS) {
      return Optional.empty();
    }
    return Optional.of(
        new Impostors(
            ImpostorEvidence.of(comparisons),
            String.join(" and ", cohorts.stream().map(Cohort::origin).toList()),
            cohorts.stream().allMatch(Cohort::generated)));
  }

  /** Takes fewer faces of each person before it leaves out a person. */
  private static List<List<FaceTemplate>> bounded(List<List<FaceTemplate>> people) {
    int most = Math.max(1, MOST_FACES / people.size());
    return people.stream()
        .limit(MOST_FACES)
        .map(faces -> faces.subList(0, Math.min(most, faces.size())))
        .toList();
  }

  OperatingPoint.Cohort summary() {
    return new OperatingPoint.Cohort(
        origin, evidence.people(), evidence.size(), evidence.effective());
  }
}
