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
import org.vestibule.api.visit.StageTiming;
import org.vestibule.vision.internal.face.Face;
import org.vestibule.vision.internal.face.FaceEmbedding;
import org.vestibule.vision.internal.face.FaceFinder;
import org.vestibule.vision.internal.face.Scratch;
import org.vestibule.vision.internal.liveness.LivenessCheck;
import org.vestibule.vision.internal.picture.Picture;

/**
 * One look at one picture: the models leased for it, its scratch, and its stopwatch. A model
 * swapped meanwhile serves the next look. Not thread-safe.
 *
 * <p>The stages come in the order of the methods: {@code decode}, {@code detect}, {@code window},
 * {@code landmark}, {@code quality}, {@code liveness}, {@code align}, {@code embed}, {@code renew}.
 */
final class FaceLook implements AutoCloseable {
  /** The aligned face reaches this far, in heights of its box. */
  private static final double ALIGNED_REACH = 2;

  /** A face of this many pixels in height has all the detail that any network here reads. */
  private static final int ENOUGH_PIXELS = 160;

  private final ModelStore store;
  private final Settings settings;
  private final Scratch scratch;
  private final Stopwatch watch = new Stopwatch();
  private final List<ModelLease> held = new ArrayList<>(4);
  private final FaceFinder finder;
  private final LivenessCheck check;
  private final FaceEmbedding embedder;
  private Picture picture;

  FaceLook(ModelStore store, Settings settings, Scratch scratch) throws ModelException {
    this.store = store;
    this.settings = settings;
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
  List<Face> faces(byte[] encoded) throws VestibuleException {
    Picture read =
        watch.time(
            "decode", () -> scratch.reader().read(encoded, settings.limits(), finder::reduction));
    return faces(read);
  }

  /** Finds the faces of a picture that is there already. */
  List<Face> faces(Picture read) throws VestibuleException {
    picture = read;
    return watch.time("detect", () -> finder.find(picture, scratch));
  }

  /** Returns why this box cannot be judged, if so. */
  Optional<String> misplaced(Face face) {
    return Quality.frame(face, picture, settings.minFacePixels());
  }

  /** Decodes around the face and finds its points. */
  Face locate(Face face) throws VestibuleException {
    watch.time(
        "window",
        () -> {
          double half = face.height() * Math.max(check.reach(), ALIGNED_REACH) / 2;
          // A crop that would leave the picture is moved inside: then it reaches twice as far.
          double x = reach(face.centreX(), half, picture.width());
          double y = reach(face.centreY(), half, picture.height());
          picture.focus(
              face.centreX() - x,
              face.centreY() - y,
              face.centreX() + x,
              face.centreY() + y,
              (int) (face.height() / ENOUGH_PIXELS));
          return null;
        });
    return watch.time("landmark", () -> finder.locate(face, picture, scratch));
  }

  private static double reach(double centre, double half, int size) {
    boolean leaves = centre - half < 0 || centre + half > size;
    return leaves ? 2 * half : half;
  }

  /** Returns why this face cannot be judged, if so. */
  Optional<String> poor(Face located) throws VestibuleException {
    return watch.time(
        "quality", () -> Quality.look(located, picture, scratch, settings.minSharpness()));
  }

  /** Returns how likely the face is alive, 0 to 1. */
  float liveness(Face located) throws VestibuleException {
    return watch.time("liveness", () -> check.score(located, picture, scratch));
  }

  /** Returns the face as a template in the model's space. */
  FaceTemplate template(FaceEmbedding model, Face located) throws VestibuleException {
    FloatBuffer aligned = watch.time("align", () -> model.align(located, picture, scratch));
    return watch.time("embed", () -> model.embed(aligned));
  }

  /** Returns the face as a template of the model that serves, after a companion knew it. */
  FaceTemplate renewal(Face located) throws VestibuleException {
    return watch.time("renew", () -> embedder.embed(embedder.align(located, picture, scratch)));
  }

  /** Returns the model that serves. */
  FaceEmbedding serving() {
    return embedder;
  }

  /** Returns the model that is kept for templates of that space; this look gives it back. */
  Optional<FaceEmbedding> companion(String space) throws ModelException {
    Optional<ModelLease> lease = store.companion(ModelSlots.FACE_EMBEDDING, space);
    if (lease.isEmpty()) {
      return Optional.empty();
    }
    held.add(lease.get());
    return Optional.of(new FaceEmbedding(lease.get()));
  }

  /** Returns the bound of liveness: the configured one, or the model's own. */
  float livenessThreshold() throws ModelException {
    double own = settings.livenessThreshold();
    return (float) (own > 0 ? own : held.get(1).manifest().parameter("threshold"));
  }

  /**
   * Returns the bound of similarity: the configured one, or the model's own. A configured bound was
   * chosen for the model that serves, and cosines of two spaces do not share a scale: for a
   * companion it may make the model's own bound stricter, never laxer.
   */
  float similarityThreshold(FaceEmbedding model) throws ModelException {
    double configured = settings.similarityThreshold();
    if (model != embedder) {
      return (float) Math.max(configured, model.threshold());
    }
    return (float) (configured > 0 ? configured : model.threshold());
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
