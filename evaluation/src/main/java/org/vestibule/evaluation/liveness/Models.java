// SPDX-License-Identifier: Apache-2.0
package org.vestibule.evaluation.liveness;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.model.ModelLease;
import org.vestibule.api.model.ModelSlots;
import org.vestibule.api.station.Frame;
import org.vestibule.models.internal.PackStore;
import org.vestibule.runtime.onnx.internal.OnnxRuntime;
import org.vestibule.vision.internal.face.Face;
import org.vestibule.vision.internal.face.FaceFinder;
import org.vestibule.vision.internal.face.Scratch;
import org.vestibule.vision.internal.liveness.LivenessCheck;
import org.vestibule.vision.internal.picture.Lens;
import org.vestibule.vision.internal.picture.Limits;
import org.vestibule.vision.internal.picture.Picture;

/**
 * The detector that serves, and the liveness ensemble; fr-liveness alone where its pack is absent.
 * Thread-safe, a {@link Scratch} is not.
 */
final class Models implements AutoCloseable {
  private static final String ENSEMBLE = "liveness-ensemble";
  private static final Limits LIMITS = new Limits(50_000_000, 64_000_000);

  /** As the gateway: a lower face is not judged. */
  private static final int MIN_FACE = 60;

  private static final int ENOUGH_PIXELS = 160;

  private final OnnxRuntime runtime = new OnnxRuntime();
  private final PackStore store;
  private final List<ModelLease> leases;
  private final FaceFinder finder;
  private final LivenessCheck check;

  Models(Path packs) throws VestibuleException {
    store = PackStore.open(packs, runtime);
    if (Files.isDirectory(packs.resolve(ENSEMBLE))) {
      store.activate(ENSEMBLE, "evaluation");
    }
    leases = List.of(store.lease(ModelSlots.FACE_DETECTION), store.lease(ModelSlots.FACE_LIVENESS));
    finder = FaceFinder.of(leases.get(0));
    check = LivenessCheck.of(leases.get(1));
  }

  /** Returns what was measured, for people. */
  String names() {
    return leases.get(0).manifest().id() + " and " + leases.get(1).manifest().id();
  }

  LivenessCheck check() {
    return check;
  }

  /**
   * Decodes a picture.
   *
   * @throws VestibuleException {@code image-*}
   */
  Picture picture(byte[] encoded, Scratch scratch) throws VestibuleException {
    Frame frame = new Frame(encoded, Instant.EPOCH, 0);
    return scratch.reader().read(frame, LIMITS, Lens.NONE, finder::reduction);
  }

  /** Finds the largest face with its points, and focuses on it; empty when it cannot be judged. */
  Optional<Face> face(Picture picture, Scratch scratch) throws VestibuleException {
    List<Face> faces = finder.find(picture, scratch);
    if (faces.isEmpty() || faces.get(0).height() < MIN_FACE) {
      return Optional.empty();
    }
    Face face = faces.get(0);
    // A crop that would leave the picture is moved inside: then it reaches twice as far.
    double reach = face.height() * check.reach();
    picture.focus(
        face.centreX() - reach,
        face.centreY() - reach,
        face.centreX() + reach,
        face.centreY() + reach,
        (int) (face.height() / ENOUGH_PIXELS));
    return Optional.of(finder.locate(face, picture, scratch));
  }

  @Override
  public void close() {
    leases.forEach(ModelLease::close);
    store.close();
    runtime.close();
  }
}
