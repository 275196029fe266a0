// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelLease;
import org.vestibule.api.model.ModelSlots;
import org.vestibule.api.model.ModelStore;
import org.vestibule.api.station.Frame;
import org.vestibule.api.visit.StageTiming;
import org.vestibule.vision.internal.camera.CameraProfile;
import org.vestibule.vision.internal.face.Embedded;
import org.vestibule.vision.internal.face.Face;
import org.vestibule.vision.internal.face.FaceEmbedding;
import org.vestibule.vision.internal.face.FaceFinder;
import org.vestibule.vision.internal.face.Inspection;
import org.vestibule.vision.internal.face.Quality;
import org.vestibule.vision.internal.face.Scratch;
import org.vestibule.vision.internal.liveness.LivenessCheck;
import org.vestibule.vision.internal.liveness.TrackLiveness;
import org.vestibule.vision.internal.picture.Picture;

/**
 * One look at one picture: the models leased for it, its scratch, and its stopwatch. A model
 * swapped meanwhile serves the next look. Not thread-safe.
 *
 * <p>The stages come in the order of the methods: {@code decode}, {@code detect}, and for each face
 * {@code window}, {@code landmark}, {@code quality}, {@code align}, {@code embed}, {@code
 * liveness}; at last {@code compare} and {@code renew}.
 */
final class FaceLook implements AutoCloseable {
  /** The aligned face reaches this far, in heights of its box. */
  private static final double ALIGNED_REACH = 2;

  private final ModelStore store;
  private final Settings settings;
  private final CameraProfile camera;
  private final Scratch scratch;
  private final Stopwatch watch = new Stopwatch();
  private final List<ModelLease> held = new ArrayList<>(4);
  private final FaceFinder finder;
  private final LivenessCheck check;
  private final FaceEmbedding embedder;
  private FaceEmbedding companion;
  private Picture picture;

  FaceLook(ModelStore store, Settings settings, CameraProfile camera, Scratch scratch)
      throws ModelException {
    this.store = store;
    this.settings = settings;
    this.camera = camera;
    this.scratch = scratch;
    try {
      held.add(store.lease(ModelSlots.FACE_DETECTION));
      held.add(store.lease(ModelSlots.FACE_LIVENESS));
      held.add(store.lease(ModelSlots.FACE_EMBEDDING));
      finder = FaceFinder.of(held.get(0));
      check = LivenessCheck.of(held.get(1));
      embedder = new FaceEmbedding(held.get(2));
    } catch (ModelException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Returns what serves, for people. */
  String models() {
    return id(0) + ", " + id(1) + " and " + id(2);
  }

  private String id(int lease) {
    return held.get(lease).manifest().id();
  }

  /** Decodes the picture and finds its faces, the largest first. */
  List<Face> faces(Frame frame) throws VestibuleException {
    Picture read =
        watch.time(
            "decode",
            () ->
                scratch.reader().read(frame, settings.limits(), camera.lens(), finder::reduction));
    return faces(read);
  }

  /** Finds the faces of a picture that is there already. */
  List<Face> faces(Picture read) throws VestibuleException {
    picture = read;
    return watch.time("detect", () -> finder.find(picture, scratch));
  }

  /** Returns the picture. */
  Picture picture() {
    return picture;
  }

  /** Decodes around the face, finds its points and asks whether it can be judged. */
  Inspection inspect(Face face) throws VestibuleException {
    Optional<String> misplaced = Quality.misplaced(face, picture, settings.minFacePixels());
    if (misplaced.isPresent()) {
      return Inspection.refused(face, misplaced.get());
    }
    watch.time("window", () -> focus(face));
    Face located = watch.time("landmark", () -> finder.locate(face, picture, scratch));
    double sharp = camera.minSharpness();
    double least = Double.isNaN(sharp) ? settings.minSharpness() : sharp;
    return watch.time("quality", () -> Quality.inspect(located, picture, scratch, least));
  }

  private Void focus(Face face) throws VestibuleException {
    double half = face.height() * Math.max(check.reach(), ALIGNED_REACH) / 2;
    // A crop that would leave the picture is moved inside: then it reaches twice as far.
    double x = reach(face.centreX(), half, picture.width());
    double y = reach(face.centreY(), half, picture.height());
    picture.focus(
        face.centreX() - x,
        face.centreY() - y,
        face.centreX() + x,
        face.centreY() + y,
        (int) (face.height() / Quality.ENOUGH_PIXELS));
    return null;
  }

  private static double reach(double centre, double half, int size) {
    boolean leaves = centre - half < 0 || centre + half > size;
    return leaves ? 2 * half : half;
  }

  /** Returns the face in the model's space; it is the one that was inspected last. */
  Embedded embed(FaceEmbedding model, Face located) throws VestibuleException {
    FloatBuffer aligned = watch.time("align", () -> model.align(located, picture, scratch));
    return watch.time("embed", () -> model.embedded(aligned));
  }

  /** Returns what the track's pictures say of its being alive, this one included. */
  TrackLiveness.Finding alive(TrackLiveness track, Face located, long capturedNanos)
      throws VestibuleException {
    return watch.time(
        "liveness",
        () -> track.look(check, located, picture, scratch, capturedNanos, camera.grey(picture)));
  }

  /** Returns what this picture alone says of being alive. */
  TrackLiveness.Finding still(Face located) throws VestibuleException {
    return watch.time(
        "liveness",
        () -> TrackLiveness.still(settings.liveness(), check, located, picture, scratch));
  }

  /** Returns the face as a template of the model that serves, after a companion knew it. */
  FaceTemplate renewal(Face located) throws VestibuleException {
    return watch.time(
        "renew",
        () -> {
          // Another face may have been looked at since.
          focus(located);
          return embedder.embed(embedder.align(located, picture, scratch));
        });
  }

  /** Returns the model that serves. */
  FaceEmbedding serving() {
    return embedder;
  }

  /** Returns the model of a space: the one that serves, or the one that is kept for it. */
  Optional<FaceEmbedding> model(String space) throws ModelException {
    if (embedder.space().equals(space)) {
      return Optional.of(embedder);
    }
    if (companion == null || !companion.space().equals(space)) {
      Optional<ModelLease> lease = store.companion(ModelSlots.FACE_EMBEDDING, space);
      if (lease.isEmpty()) {
        return Optional.empty();
      }
      held.add(lease.get());
      companion = new FaceEmbedding(lease.get());
    }
    return Optional.of(companion);
  }

  Stopwatch watch() {
    return watch;
  }

  List<StageTiming> timings() {
    return watch.timings();
  }

  @Override
  public void close() {
    held.forEach(ModelLease::close);
  }
}
