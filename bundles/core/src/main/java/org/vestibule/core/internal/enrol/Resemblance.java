// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.enrol;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.api.face.FaceThresholds;
import org.vestibule.api.people.PeopleDirectory;
import org.vestibule.api.people.Person;
import org.vestibule.api.people.PersonId;

/**
 * Whether the shots of an enrolment show one person, and whom else they resemble. It asks what a
 * door would: the thresholds are those of verification, for as many templates as a visit would
 * compare with. Faces in other embedding spaces cannot be compared and are passed over.
 */
public final class Resemblance {
  /** Whoever is nearer than this below the threshold is shown to a person first, cosine. */
  static final double LOOK_ALIKE = 0.10;

  /**
   * Somebody else, and how near.
   *
   * @param above how far the best cosine is above the threshold; negative below it
   */
  public record Nearest(Person person, double above) {}

  private final FaceThresholds thresholds;
  private final PeopleDirectory people;

  /** Asks both anew each time. */
  public Resemblance(FaceThresholds thresholds, PeopleDirectory people) {
    this.thresholds = thresholds;
    this.people = people;
  }

  /**
   * Refuses shots that are not all of one person.
   *
   * @throws VestibuleException {@code shots-differ}, naming those that fit the fewest others
   */
  void requireOnePerson(PersonId id, List<FaceTemplate> shots) throws VestibuleException {
    double threshold = thresholds.point(shots.get(0).space(), shots.size()).threshold();
    int[] strangers = new int[shots.size()];
    int most = 0;
    for (int i = 0; i < strangers.length; i++) {
      for (FaceTemplate other : shots) {
        // Pictures of two models are never one enrolment's; a shot is itself whatever the bound.
        if (other != shots.get(i)
            && !(other.comparableWith(shots.get(i))
                && other.similarity(shots.get(i)) > threshold)) {
          strangers[i]++;
        }
      }
      most = Math.max(most, strangers[i]);
    }
    if (most > 0) {
      throw differ(id, strangers, most);
    }
  }

  private static VestibuleException differ(PersonId id, int[] strangers, int most) {
    List<String> named = new ArrayList<>();
    for (int i = 0; i < strangers.length; i++) {
      if (strangers[i] == most) {
        named.add(Integer.toString(i + 1));
      }
    }
    String which = (named.size() == 1 ? "picture " : "pictures ") + String.join(", ", named);
    return new VestibuleException(
        "shots-differ",
        "enrolment of " + id,
        which + " of " + strangers.length + " may show somebody else",
        "one person in all pictures",
        "Begin again with this person alone before the camera");
  }

  /**
   * Refuses a face that is enrolled under another name.
   *
   * @return somebody who is near but below the threshold, if there is one
   * @throws VestibuleException {@code face-enrolled}
   */
  public Optional<Nearest> requireNew(PersonId id, List<FaceTemplate> shots)
      throws VestibuleException {
    Nearest nearest = null;
    for (Person other : people.people()) {
      if (!other.id().equals(id)) {
        double above = above(shots, people.templates(other.id()));
        if (nearest == null || above > nearest.above()) {
          nearest = new Nearest(other, above);
        }
      }
    }
    if (nearest == null || nearest.above() <= -LOOK_ALIKE) {
      return Optional.empty();
    }
    if (nearest.above() > 0) {
      throw new VestibuleException(
          "face-enrolled",
          "enrolment of " + id,
          "the same face as " + nearest.person().id(),
          "a face that belongs to one person",
          "Enrol under that id, or erase that person first. The faces of some twins cannot be told"
              + " apart: let one of them use the bell");
    }
    return Optional.of(nearest);
  }

  private double above(List<FaceTemplate> shots, List<FaceTemplate> others) {
    String space = shots.get(0).space();
    List<FaceTemplate> there = others.stream().filter(shots.get(0)::comparableWith).toList();
    double best = Double.NEGATIVE_INFINITY;
    for (FaceTemplate shot : shots) {
      for (FaceTemplate other : there) {
        best = Math.max(best, shot.similarity(other));
      }
    }
    return there.isEmpty() ? best : best - thresholds.point(space, there.size()).threshold();
  }

  /** The error that asks a person to look at two faces. */
  static VestibuleException lookAlike(PersonId id, Nearest nearest) {
    return new VestibuleException(
        "look-alike",
        "enrolment of " + id,
        "a face much like that of " + nearest.person().id(),
        "a face unlike the others, or somebody who has seen that these are two people",
        "Look at both. If they are two people, finish again and accept the look-alike");
  }
}
