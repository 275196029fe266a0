// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal;

import java.util.Optional;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.face.FaceEvidence;
import org.vestibule.api.face.FaceReference;
import org.vestibule.api.face.FaceSighting;
import org.vestibule.api.face.FaceWatch;
import org.vestibule.api.face.FaceWish;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelStore;
import org.vestibule.api.station.Frame;
import org.vestibule.vision.internal.camera.CameraProfile;
import org.vestibule.vision.internal.vote.Freshness;

/**
 * One visitor's pictures, judged together. What was decided stays: neither a spoof nor a known
 * person is looked at again. One thread at a time.
 */
final class VisitorWatch implements FaceWatch {
  /** So many crops of a track vote, more where more must confirm. */
  private static final int CROPS = 5;

  private final FaceRoom room;
  private final FaceRoom.Stores stores;
  private final FaceWish wish;
  private final Crowd crowd;
  private final Freshness freshness = new Freshness();
  private FaceSighting latest;
  private FaceSighting decided;
  private int pictures;
  private long lastNanos;
  private float attempt = Float.NaN;
  private boolean closed;

  VisitorWatch(FaceRoom room, FaceRoom.Stores stores, FaceWish wish) {
    this.room = room;
    this.stores = stores;
    this.wish = wish;
    crowd = new Crowd(Math.max(CROPS, wish.confirmations()));
  }

  @Override
  public FaceSighting look(FaceReference reference, Frame frame) throws VestibuleException {
    requireOpen();
    if (decided != null) {
      return decided;
    }
    ModelStore store = stores.required();
    Optional<Judged> single =
        withLook(store, (look, camera) -> judge(look, camera, reference, frame));
    if (latest.decided()) {
      decided = latest;
    }
    single.ifPresent(
        judged ->
            room.offer(store, judged, (FaceReference.Claimed) reference, wish.camera(), frame));
    return latest;
  }

  private Optional<Judged> judge(
      FaceLook look, CameraProfile camera, FaceReference reference, Frame frame)
      throws VestibuleException {
    Judging judging = judging(look, camera);
    Optional<String> refused = refused(frame);
    if (refused.isEmpty()) {
      pictures += judging.judge(reference, frame) ? 1 : 0;
    }
    Opinion opinion = judging.conclude(reference, refused, pictures);
    attempt = Float.isNaN(opinion.attempt()) ? attempt : opinion.attempt();
    latest = opinion.sighting().at(crowd.boxes());
    return judging.single();
  }

  @Override
  public boolean follow(FaceEvidence evidence, Frame frame) throws VestibuleException {
    requireOpen();
    return withLook(
        stores.required(),
        (look, camera) -> {
          if (frame.capturedNanos() - lastNanos <= 0) {
            // It says nothing that a younger picture has not said already.
            return crowd.present(evidence.track()).isPresent();
          }
          return refused(frame).isEmpty()
              && new Following(look, crowd, evidence).follow(frame, room.settings().maxFaces());
        });
  }

  private Judging judging(FaceLook look, CameraProfile camera) {
    return new Judging(look, camera, room.settings(), room.neighbours(), wish, crowd);
  }

  private Optional<String> refused(Frame frame) {
    Optional<String> refused = freshness.refuse(frame, room.now(), room.settings().maxAgeMillis());
    if (refused.isEmpty()) {
      lastNanos = frame.capturedNanos();
    }
    return refused;
  }

  private <T> T withLook(ModelStore store, FaceRoom.Look<T> work) throws VestibuleException {
    try {
      return room.withLook(store, Optional.of(wish.camera()), work);
    } catch (ModelException e) {
      stores.failed(e);
      throw e;
    }
  }

  @Override
  public void close() {
    if (!closed && !Float.isNaN(attempt)) {
      room.neighbours().attempt(wish.camera(), attempt);
    }
    closed = true;
    crowd.clear();
    decided = null;
    latest = null;
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the watch is closed");
    }
  }
}
