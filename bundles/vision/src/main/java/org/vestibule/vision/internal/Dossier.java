// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.vision.internal.face.Face;
import org.vestibule.vision.internal.face.Inspection;
import org.vestibule.vision.internal.liveness.LivenessSettings;
import org.vestibule.vision.internal.liveness.TrackLiveness;
import org.vestibule.vision.internal.liveness.TrackLiveness.Finding;
import org.vestibule.vision.internal.vote.Ballot;
import org.vestibule.vision.internal.vote.Crop;

/** What is known of one track; it ends with the track. Not thread-safe. */
final class Dossier {
  /** So many crops say what the person of this track looks like. */
  private static final int LIKENESSES = 5;

  private final TrackLiveness liveness;
  private final int crops;
  private final Deque<FaceTemplate> likenesses = new ArrayDeque<>();
  private Ballot ballot;
  private Finding finding;
  private String refusal;
  private Face face;
  private int judged;
  private int spoofs;

  /**
   * Begins.
   *
   * @param crops how many vote
   */
  Dossier(LivenessSettings settings, int crops) {
    liveness = new TrackLiveness(settings);
    this.crops = crops;
  }

  TrackLiveness liveness() {
    return liveness;
  }

  /** The face could not be judged in this picture. */
  void refused(Inspection inspection) {
    refusal = inspection.refusal().orElseThrow();
  }

  /**
   * The face was judged. Only what does not look like an artefact has a vote; what the person looks
   * like is noted in any case.
   */
  void judged(Face located, Crop crop, Finding found) {
    judged++;
    face = located;
    finding = found;
    FaceTemplate seen = crop.embedded().template();
    if (!likenesses.isEmpty() && !likenesses.getLast().space().equals(seen.space())) {
      likenesses.clear();
    }
    if (likenesses.size() == LIKENESSES) {
      likenesses.removeFirst();
    }
    likenesses.addLast(seen);
    if (found.verdict() == TrackLiveness.Verdict.SPOOF) {
      spoofs++;
      return;
    }
    if (ballot == null || !ballot.space().equals(seen.space())) {
      ballot = new Ballot(seen.space(), crops);
    }
    ballot.add(crop);
  }

  /** Returns the best cosine to what this person looked like; NaN when that cannot be said. */
  float likeness(FaceTemplate seen) {
    return Ballot.best(seen, List.copyOf(likenesses));
  }

  /** Returns whether it was ever noted what this person looks like. */
  boolean hasLikeness() {
    return !likenesses.isEmpty();
  }

  /** Returns the votes of one space. */
  Optional<Ballot> ballot(String space) {
    return Optional.ofNullable(ballot).filter(held -> held.space().equals(space));
  }

  /** Returns the space in which this person's looks are noted. */
  Optional<String> space() {
    return Optional.ofNullable(likenesses.peekLast()).map(FaceTemplate::space);
  }

  Optional<Finding> finding() {
    return Optional.ofNullable(finding);
  }

  /** Returns why the face could not be judged, when it never could. */
  Optional<String> refusal() {
    return Optional.ofNullable(refusal);
  }

  /** Returns the face, located, in the picture that was judged last. */
  Face face() {
    return face;
  }

  int judged() {
    return judged;
  }

  int spoofs() {
    return spoofs;
  }
}
