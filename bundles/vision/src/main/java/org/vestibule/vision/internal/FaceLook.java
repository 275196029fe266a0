// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.Optional;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelLease;
import org.vestibule.api.model.ModelSlots;
import org.vestibule.api.model.ModelStore;
import org.vestibule.api.visit.StageTiming;
import org.vestibule.vision.internal.picture.Picture;

/**
 * One look at one picture: the three models leased for it, its scratch, and its stopwatch. A model
 * swapped meanwhile serves the next look. Not thread-safe.
 *
 * <p>The stages come in the order of the methods: {@code decode}, {@code detect}, {@code window},
 * {@code landmark}, {@code quality}, {@code liveness}, {@code align}, {@code embed}.
 */
final class FaceLook implements AutoCloseable {
  /** The aligned face reaches this far, in heights of its box. */
  private static final double ALIGNED_REACH = 2;

  /** A face of this many pixels in height has all the detail that any network here reads. */
  private static final int ENOUGH_PIXELS = 160;

  private final Settings settings;
  private final Scratch scratch;
  private final Stopwatch watch = new Stopwatch();
  private final ModelLease detection;
  private final ModelLease liveness;
  private final ModelLease embedding;
  private final FaceFinder finder;
  private final LivenessCheck check;
  private final FaceEmbedding embedder;
  private Picture picture;

  FaceLook(ModelStore store, Settings settings, Scratch scratch) throws ModelException {
    this.settings = settings;
    this.scratch = scratch;
    ModelLease[] held = new ModelLease[3];
    try {
      held[0] = store.lease(ModelSlots.FACE_DETECTION);
      held[1] = store.lease(ModelSlots.FACE_LIVENESS);
      held[2] = store.lease(ModelSlots.FACE_EMBEDDING);
      finder = FaceFinder.of(held[0]);
      check = LivenessCheck.of(held[1]);
      embedder = new FaceEmbedding(held[2]);
    } catch (ModelException | RuntimeException e) {
      giveBack(held);
      throw e;
    }
    detection = held[0];
    liveness = held[1];
    embedding = held[2];
  }

  /** Returns what serves, for people. */
  String models() {
    return detection.manifest().id()
        + ", "
        + liveness.manifest().id()
        + " and "
        + embedding.manifest().id();
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

  /** Returns the face as a template. */
  FaceTemplate template(Face located) throws VestibuleException {
    FloatBuffer aligned = watch.time("align", () -> embedder.align(located, picture, scratch));
    return watch.time("embed", () -> embedder.embed(aligned));
  }

  /** Returns the id that comparable templates carry. */
  String templateModel() {
    return embedder.modelId();
  }

  /** Returns the bound of liveness: the configured one, or the model's own. */
  float livenessThreshold() throws ModelException {
    double own = settings.livenessThreshold();
    return (float) (own > 0 ? own : liveness.manifest().parameter("threshold"));
  }

  /** Returns the bound of similarity: the configured one, or the model's own. */
  float similarityThreshold() throws ModelException {
    double own = settings.similarityThreshold();
    return (float) (own > 0 ? own : embedding.manifest().parameter("threshold"));
  }

  Stopwatch watch() {
    return watch;
  }

  List<StageTiming> timings() {
    return watch.timings();
  }

  @Override
  public void close() {
    giveBack(detection, liveness, embedding);
  }

  private static void giveBack(ModelLease... leases) {
    for (ModelLease lease : leases) {
      if (lease != null) {
        lease.close();
      }
    }
  }
}
