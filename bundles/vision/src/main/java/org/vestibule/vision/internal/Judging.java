// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.face.FaceAnswer;
import org.vestibule.api.face.FaceReference;
import org.vestibule.api.face.FaceWish;
import org.vestibule.api.station.Frame;
import org.vestibule.vision.internal.camera.CameraProfile;
import org.vestibule.vision.internal.face.Embedded;
import org.vestibule.vision.internal.face.FaceEmbedding;
import org.vestibule.vision.internal.face.Inspection;
import org.vestibule.vision.internal.liveness.TrackLiveness.Finding;
import org.vestibule.vision.internal.track.Sighted;
import org.vestibule.vision.internal.track.Track;
import org.vestibule.vision.internal.vote.Crop;

/**
 * One picture of a watch: everybody is followed, the most prominent are judged, and then it is
 * asked what all pictures say so far. Not thread-safe.
 */
final class Judging {
  private final FaceLook look;
  private final CameraProfile camera;
  private final Settings settings;
  private final Neighbours neighbours;
  private final FaceWish wish;
  private final Crowd crowd;
  private final Set<Track> judged = new LinkedHashSet<>();
  private List<Sighted> sighted = List.of();
  private Judged single;

  Judging(
      FaceLook look,
      CameraProfile camera,
      Settings settings,
      Neighbours neighbours,
      FaceWish wish,
      Crowd crowd) {
    this.look = look;
    this.camera = camera;
    this.settings = settings;
    this.neighbours = neighbours;
    this.wish = wish;
    this.crowd = crowd;
  }

  /** Looks at the picture; returns whether a face was judged. */
  boolean judge(FaceReference reference, Frame frame) throws VestibuleException {
    sighted = crowd.next(look.faces(frame), look.picture(), frame.capturedNanos());
    FaceEmbedding model = SpaceChoice.model(look, reference);
    int left = settings.maxFaces();
    for (Sighted one : sighted) {
      if (left == 0) {
        break;
      }
      if (!exhausted(dossier(one))) {
        Inspection inspection = look.inspect(one.face());
        if (inspection.good()) {
          judge(one, inspection, model, reference, frame);
        } else {
          dossier(one).refused(inspection);
          note(Judged.POOR, reference);
        }
        // A face whose box already is no good costs nothing.
        left -= inspection.quality().isPresent() ? 1 : 0;
      }
    }
    if (sighted.isEmpty()) {
      single = reference instanceof FaceReference.Claimed ? Judged.NO_FACE : null;
    }
    return !judged.isEmpty();
  }

  private void judge(
      Sighted one, Inspection inspection, FaceEmbedding model, FaceReference reference, Frame frame)
      throws VestibuleException {
    Embedded seen = look.embed(model, inspection.face());
    crowd.settle(one, seen.template(), model.threshold());
    Dossier dossier = dossier(one);
    if (exhausted(dossier)) {
      return;
    }
    Finding finding = look.alive(dossier.liveness(), inspection.face(), frame.capturedNanos());
    double weight = inspection.quality().orElseThrow().score();
    Crop crop = new Crop(seen, weight, frame.capturedAt(), frame.capturedNanos());
    dossier.judged(inspection.face(), crop, finding);
    judged.add(one.track());
    if (reference instanceof FaceReference.Claimed claimed) {
      Judged.of(look, claimed, model, seen, finding.verdict())
          .ifPresent(said -> note(said, reference));
    }
  }

  /** Of a picture with several faces two models may judge different ones. */
  private void note(Judged said, FaceReference reference) {
    if (sighted.size() == 1 && reference instanceof FaceReference.Claimed) {
      single = said;
    }
  }

  /** Returns what the picture alone says, where a second model may be asked the same. */
  Optional<Judged> single() {
    return Optional.ofNullable(single);
  }

  /**
   * Returns the best answer that all pictures give together.
   *
   * @param refused why the present picture has no vote, if so
   * @param pictures how many were judged so far
   */
  Opinion conclude(FaceReference reference, Optional<String> refused, int pictures)
      throws VestibuleException {
    Question question =
        new Question(
            look,
            SpaceChoice.model(look, reference),
            reference,
            wish,
            neighbours.thresholds(),
            camera.stricterBy(),
            settings.margin());
    Opinion nobody = nobody(refused);
    Opinion best = nobody;
    Optional<String> whose = Optional.empty();
    for (Track track : judgedFirst()) {
      Optional<Opinion> opinion =
          Opinion.of(question, track, crowd.dossiers().get(track), judged.contains(track));
      if (opinion.isPresent() && opinion.get().rank() > best.rank()) {
        best = opinion.get();
        whose = Optional.of(track.id());
      }
    }
    if (refused.isPresent() && best != nobody) {
      best = best.noted(refused.get() + ": it has no vote");
    }
    boolean last = pictures >= settings.maxPictures() || allExhausted();
    Opinion said =
        last && !best.sighting().decided()
            ? best.noted("no more pictures of this visit are judged").last()
            : best;
    // Whoever shows the face needs the picture in which it is, at the place where it is there.
    boolean shown = refused.isEmpty() && look.picture().asStored();
    return said.about(shown ? whose : Optional.empty());
  }

  private Opinion nobody(Optional<String> refused) {
    FaceAnswer answer =
        refused.isPresent()
            ? new FaceAnswer.PoorQuality(refused.get() + ": it has no vote", look.timings())
            : new FaceAnswer.NoFace("no face found in the picture", look.timings());
    return Opinion.nobody(answer);
  }

  private List<Track> judgedFirst() {
    Set<Track> all = new LinkedHashSet<>(judged);
    all.addAll(crowd.dossiers().keySet());
    return new ArrayList<>(all);
  }

  private Dossier dossier(Sighted one) {
    return crowd.dossier(one.track(), settings.liveness());
  }

  private boolean exhausted(Dossier dossier) {
    return dossier.judged() >= settings.maxEmbeddings();
  }

  private boolean allExhausted() {
    return !sighted.isEmpty() && sighted.stream().allMatch(one -> exhausted(dossier(one)));
  }
}
