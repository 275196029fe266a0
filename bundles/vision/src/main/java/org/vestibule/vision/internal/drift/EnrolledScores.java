// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.drift;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.api.people.PeopleDirectory;
import org.vestibule.api.people.Person;

/**
 * How similar each shot of a person's enrolment is to the best of the others: an attempt is also
 * judged by its best template.
 */
final class EnrolledScores {
  /** Fewer say too little of a distribution. */
  static final int LEAST = 200;

  private static final int MOST = 5000;

  private EnrolledScores() {}

  /** Returns the baseline of the space that most people are enrolled in; empty for too few. */
  static Optional<Baseline> of(PeopleDirectory directory) {
    Optional<String> space =
        directory.spaces().entrySet().stream()
            .max(Map.Entry.comparingByValue())
            .map(Map.Entry::getKey);
    if (space.isEmpty()) {
      return Optional.empty();
    }
    float[] scores = new float[MOST];
    int size = 0;
    for (Person person : directory.people()) {
      List<FaceTemplate> shots =
          directory.templates(person.id()).stream()
              .filter(shot -> shot.space().equals(space.get()))
              .toList();
      for (int i = 0; i < shots.size() && shots.size() > 1 && size < MOST; i++) {
        scores[size++] = best(shots, i);
      }
    }
    return size < LEAST
        ? Optional.empty()
        : Optional.of(new Baseline(size + " shots of the enrolment", Arrays.copyOf(scores, size)));
  }

  private static float best(List<FaceTemplate> shots, int of) {
    float best = -1;
    for (int i = 0; i < shots.size(); i++) {
      if (i != of) {
        best = Math.max(best, shots.get(of).similarity(shots.get(i)));
      }
    }
    return best;
  }
}
