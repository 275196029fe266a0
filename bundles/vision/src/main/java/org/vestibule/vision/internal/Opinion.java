// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.face.FaceAnswer;
import org.vestibule.api.face.FaceEvidence;
import org.vestibule.api.face.FaceReference;
import org.vestibule.api.face.FaceSighting;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.api.people.PersonId;
import org.vestibule.vision.internal.liveness.TrackLiveness.Finding;
import org.vestibule.vision.internal.liveness.TrackLiveness.Verdict;
import org.vestibule.vision.internal.track.Track;
import org.vestibule.vision.internal.vote.Ballot;
import org.vestibule.vision.internal.vote.Crop;
import org.vestibule.vision.internal.vote.Outcome;

/**
 * What all pictures so far say of one track. The order of the answers is the order of the
 * questions: is it an artefact, whose face is it, do enough pictures say so, is it alive.
 *
 * @param sighting what is said of it
 * @param attempt the best similarity of a living face to a claim (1:1), NaN without
 */
record Opinion(FaceSighting sighting, float attempt) {
  /** What is said where there is nobody to say something of. */
  static Opinion nobody(FaceAnswer answer) {
    return new Opinion(FaceSighting.of(answer, false, Optional.empty()), Float.NaN);
  }

  /** Returns how much it matters: of several people the most suspicious or best known counts. */
  int rank() {
    return Answers.rank(sighting.answer(), sighting.decided());
  }

  /** Returns the same with something more to say. */
  Opinion noted(String note) {
    FaceAnswer answer = Answers.noted(sighting.answer(), note);
    return new Opinion(
        new FaceSighting(
            answer,
            sighting.decided(),
            sighting.evidence(),
            sighting.challenge(),
            sighting.probe(),
            sighting.renewal()),
        attempt);
  }

  /** Returns the same with the track of which it is said. */
  Opinion about(Optional<String> track) {
    return new Opinion(sighting.about(track), attempt);
  }

  /** Returns the same as the last word, with nothing more for the visitor to do. */
  Opinion last() {
    return new Opinion(FaceSighting.of(sighting.answer(), true, Optional.empty()), attempt);
  }

  private static Opinion of(FaceAnswer answer, boolean decided, Dossier dossier) {
    return new Opinion(
        FaceSighting.of(answer, decided, dossier.finding().flatMap(Finding::challenge)), Float.NaN);
  }

  /**
   * Forms it; empty when nothing is known of the track yet.
   *
   * @param now whether the track was judged in the present picture: only then it can be known
   */
  static Optional<Opinion> of(Question question, Track track, Dossier dossier, boolean now)
      throws VestibuleException {
    FaceLook look = question.look();
    boolean artefact = dossier.spoofs() >= question.wish().spoofConfirmations();
    Optional<Finding> finding = dossier.finding();
    if (finding.isPresent() && (artefact || finding.get().verdict() == Verdict.SPOOF)) {
      Finding found = finding.get();
      FaceAnswer answer = new FaceAnswer.Spoof(found.score(), found.reason(), look.timings());
      return Optional.of(of(answer, artefact, dossier));
    }
    Optional<Ballot> ballot = dossier.ballot(question.model().space());
    if (ballot.isPresent()) {
      return Optional.of(counted(question, track, dossier, ballot.get(), now));
    }
    return dossier
        .refusal()
        .map(reason -> of(new FaceAnswer.PoorQuality(reason, look.timings()), false, dossier));
  }

  private static Opinion counted(
      Question question, Track track, Dossier dossier, Ballot ballot, boolean now)
      throws VestibuleException {
    FaceLook look = question.look();
    Outcome outcome = look.watch().time("compare", () -> question.count(ballot));
    Finding finding = dossier.finding().orElseThrow();
    boolean alive = finding.verdict() == Verdict.ALIVE;
    boolean claimed = question.reference() instanceof FaceReference.Claimed;
    float attempt = alive && claimed ? outcome.similarity() : Float.NaN;
    int wanted = question.wish().confirmations();
    String reason = outcome.reason();
    if (outcome.person().isPresent()) {
      reason += say(" in %d of %d pictures", outcome.confirming().size(), wanted);
    }
    reason += question.by();
    if (outcome.person().isEmpty() || outcome.confirming().size() < wanted || alive && !now) {
      FaceAnswer answer = new FaceAnswer.Unknown(outcome.similarity(), reason, look.timings());
      return new Opinion(of(answer, false, dossier).sighting(), attempt);
    }
    PersonId person = outcome.person().get();
    if (!alive) {
      FaceAnswer answer =
          new FaceAnswer.Unproven(
              person,
              outcome.similarity(),
              finding.score(),
              reason + "; " + finding.reason(),
              look.timings());
      return of(answer, false, dossier);
    }
    reason += say(", liveness %.3f", finding.score());
    return new Opinion(known(question, track, dossier, ballot, outcome, reason), attempt);
  }

  private static FaceSighting known(
      Question question,
      Track track,
      Dossier dossier,
      Ballot ballot,
      Outcome outcome,
      String reason)
      throws VestibuleException {
    FaceLook look = question.look();
    Optional<FaceTemplate> renewal = Optional.empty();
    String said = reason;
    if (question.ofCompanion()) {
      try {
        renewal = Optional.of(look.renewal(dossier.face()));
      } catch (VestibuleException e) {
        // Who is known stays known when the model that serves cannot learn their face.
        said += "; not renewed: " + e.code();
      }
    }
    List<Crop> confirming = outcome.confirming();
    Crop youngest = confirming.get(confirming.size() - 1);
    FaceAnswer answer =
        new FaceAnswer.Known(
            outcome.person().orElseThrow(),
            outcome.similarity(),
            (float) outcome.threshold(),
            dossier.finding().orElseThrow().score(),
            said,
            look.timings());
    FaceEvidence evidence =
        new FaceEvidence(
            track.id(), confirming.size(), youngest.capturedAt(), youngest.capturedNanos());
    return new FaceSighting(
        answer,
        true,
        Optional.of(evidence),
        Optional.empty(),
        Optional.of(ballot.probe()),
        renewal);
  }

  private static String say(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
