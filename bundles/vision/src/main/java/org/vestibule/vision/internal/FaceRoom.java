// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal;

import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.face.FaceBlur;
import org.vestibule.api.face.FaceReference;
import org.vestibule.api.face.FaceShot;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.api.face.FaceWatch;
import org.vestibule.api.face.FaceWish;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelSlots;
import org.vestibule.api.model.ModelStore;
import org.vestibule.api.station.Frame;
import org.vestibule.api.station.StationId;
import org.vestibule.vision.internal.camera.CameraProfile;
import org.vestibule.vision.internal.face.Face;
import org.vestibule.vision.internal.face.Scratch;
import org.vestibule.vision.internal.picture.Picture;

/**
 * Where pictures wait their turn and are looked at: for a visit by a {@link VisitorWatch}, for
 * enrolment by {@link Shot}. Thread-safe; keeps nothing of what it saw.
 */
final class FaceRoom {
  /** Where models come from at the moment. */
  interface Stores {
    /**
     * Returns the store.
     *
     * @throws ModelException {@code model-missing} if there is none
     */
    ModelStore required() throws ModelException;

    /** A model failed; the caller goes on to say so. */
    default void failed(ModelException e) {
      // Nobody keeps a status.
    }
  }

  /** What is done with one look. */
  interface Look<T> {
    T run(FaceLook look, CameraProfile camera) throws VestibuleException;
  }

  private final FaceTrials trials = new FaceTrials();
  private final Neighbours neighbours;
  private final LongSupplier clock;
  private volatile Settings settings;
  private volatile ScratchPool pool;

  /**
   * Begins.
   *
   * @param clock in nanoseconds, the one of {@link Frame#capturedNanos()}
   */
  FaceRoom(Settings settings, Neighbours neighbours, LongSupplier clock) {
    this.settings = settings;
    this.neighbours = neighbours;
    this.clock = clock;
    pool = new ScratchPool(settings.maxConcurrent());
  }

  /** Takes new settings for the next picture. */
  synchronized void configure(Settings next) {
    if (next.maxConcurrent() != pool.size()) {
      pool = new ScratchPool(next.maxConcurrent());
    }
    settings = next;
  }

  Settings settings() {
    return settings;
  }

  Neighbours neighbours() {
    return neighbours;
  }

  long now() {
    return clock.getAsLong();
  }

  /** See {@link org.vestibule.api.face.FaceVerifier#watch}. */
  FaceWatch watch(Stores stores, FaceWish wish) throws ModelException {
    ModelStore store = stores.required();
    store.lease(ModelSlots.FACE_DETECTION).close();
    store.lease(ModelSlots.FACE_LIVENESS).close();
    store.lease(ModelSlots.FACE_EMBEDDING).close();
    return new VisitorWatch(this, stores, wish);
  }

  /** See {@link org.vestibule.api.face.FaceVerifier#shot}. */
  FaceShot shot(ModelStore store, Optional<StationId> camera, Frame frame)
      throws VestibuleException {
    return withLook(store, camera, (look, profile) -> Shot.of(look, frame));
  }

  /** See {@link org.vestibule.api.face.FaceBlur#cover}. */
  FaceBlur.Covered cover(ModelStore store, Frame frame, List<FaceTemplate> stays)
      throws VestibuleException {
    return withLook(
        store,
        Optional.empty(),
        (look, profile) -> new Others(look, neighbours, stays).cover(frame));
  }

  /** Offers what was judged to a second model; the turn was given back. */
  void offer(
      ModelStore store,
      Judged judged,
      FaceReference.Claimed claimed,
      StationId camera,
      Frame frame) {
    CameraProfile profile = neighbours.camera(Optional.of(camera));
    trials.offer(store, settings, profile, judged, claimed, frame);
  }

  /**
   * Runs every network once over a generated picture.
   *
   * @return the models that answered
   */
  String warmUp(ModelStore store) throws VestibuleException {
    return withLook(
        store,
        Optional.empty(),
        (look, profile) -> {
          look.faces(Picture.generated(320, 240));
          double[] points = {140, 105, 180, 105, 160, 125, 145, 145, 175, 145};
          Face face = look.inspect(new Face(110, 60, 100, 120, 1, points)).face();
          look.still(face);
          look.embed(look.serving(), face);
          return look.models();
        });
  }

  /** Returns how many buffers were made since the first pictures, to show that they are reused. */
  int growths() {
    return pool.growths();
  }

  /** Waits for a turn and looks. */
  <T> T withLook(ModelStore store, Optional<StationId> camera, Look<T> work)
      throws VestibuleException {
    CameraProfile profile = neighbours.camera(camera);
    ScratchPool turns = pool;
    Scratch scratch = turns.take();
    try (FaceLook look = new FaceLook(store, settings, profile, scratch)) {
      return work.run(look, profile);
    } finally {
      turns.give(scratch);
    }
  }
}
