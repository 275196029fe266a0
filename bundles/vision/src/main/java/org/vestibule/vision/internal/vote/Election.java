// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.vote;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.function.Predicate;
import org.vestibule.api.face.FaceIdentifier;
import org.vestibule.api.face.FaceIdentifier.Candidate;
import org.vestibule.api.face.FaceReference;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.api.people.PersonId;

/**
 * Counts the votes of a {@link Ballot}. Unknown wins ties: who stands on a bound has not passed it,
 * and a bound is reached already within the rounding of a cosine.
 */
public final class Election {
  /** Cosines of single precision are told apart no finer than this. */
  static final double ROUNDING = 1e-6;

  private Election() {}

  /**
   * Asks whether the face is that of one person (1:1).
   *
   * @param threshold the bound by the number of templates that are compared
   */
  public static Outcome verify(
      Ballot ballot, FaceReference.Claimed claimed, IntToDoubleFunction threshold) {
    List<FaceTemplate> enrolled = comparable(ballot, claimed.enrolled());
    float score = ballot.score(enrolled);
    if (Float.isNaN(score)) {
      String reason =
          say(
              "no enrolled template in %s among %d: enrol again",
              ballot.space(), claimed.enrolled().size());
      return Outcome.unknown(score, Double.NaN, reason);
    }
    double bound = threshold.applyAsDouble(enrolled.size());
    if (!above(score, bound)) {
      return Outcome.unknown(score, bound, say("similarity %.3f is not above %.3f", score, bound));
    }
    float denied = ballot.score(comparable(ballot, claimed.negatives()));
    if (denied >= score - ROUNDING) {
      String reason =
          say(
              "similarity %.3f, but %.3f to a face of which somebody said that it is not this"
                  + " person",
              score, denied);
      return Outcome.unknown(score, bound, reason);
    }
    List<Crop> confirming =
        confirming(ballot, crop -> above(Ballot.best(crop.embedded().template(), enrolled), bound));
    return new Outcome(
        Optional.of(claimed.person()),
        score,
        bound,
        confirming,
        say("similarity %.3f is above %.3f", score, bound));
  }

  /**
   * Asks whose face it is (1:N).
   *
   * @param stricterBy added to the bound of the search, from 0
   * @param margin how much nearer the first must be than the second
   */
  public static Outcome identify(
      Ballot ballot, FaceIdentifier identifier, double stricterBy, double margin) {
    FaceIdentifier.Candidates found = identifier.search(ballot.probe());
    if (found.nearest().isEmpty()) {
      return Outcome.unknown(
          Float.NaN, Double.NaN, say("nobody can be found in %s", ballot.space()));
    }
    Candidate first = found.nearest().get(0);
    float score = (float) (ballot.agreement() * first.similarity());
    double bound = found.point().threshold() + stricterBy;
    if (!above(score, bound)) {
      return Outcome.unknown(
          score,
          bound,
          say(
              "similarity %.3f to the nearest of %d templates is not above %.3f",
              score, found.templates(), bound));
    }
    if (found.nearest().size() > 1) {
      double lead = score - ballot.agreement() * found.nearest().get(1).similarity();
      if (!above(lead, margin)) {
        return Outcome.unknown(
            score,
            bound,
            say(
                "two people are alike: the nearest leads by %.3f, which is not above %.3f",
                lead, margin));
      }
    }
    List<Crop> confirming =
        confirming(ballot, crop -> finds(identifier, crop, first.person(), stricterBy));
    return new Outcome(
        Optional.of(first.person()),
        score,
        bound,
        confirming,
        say(
            "similarity %.3f to the nearest of %d templates is above %.3f",
            score, found.templates(), bound));
  }

  private static boolean finds(
      FaceIdentifier identifier, Crop crop, PersonId person, double stricterBy) {
    FaceIdentifier.Candidates found = identifier.search(crop.embedded().template());
    if (found.nearest().isEmpty()) {
      return false;
    }
    Candidate first = found.nearest().get(0);
    return first.person().equals(person)
        && above(first.similarity(), found.point().threshold() + stricterBy);
  }

  private static List<Crop> confirming(Ballot ballot, Predicate<Crop> confirms) {
    List<Crop> confirming = new ArrayList<>();
    for (Crop crop : ballot.crops()) {
      if (confirms.test(crop)) {
        confirming.add(crop);
      }
    }
    return confirming;
  }

  private static List<FaceTemplate> comparable(Ballot ballot, List<FaceTemplate> templates) {
    return templates.stream().filter(ballot.probe()::comparableWith).toList();
  }

  private static boolean above(double value, double bound) {
    return value > bound + ROUNDING;
  }

  private static String say(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
