// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.face.FaceAnswer;
import org.vestibule.api.face.FaceEvidence;
import org.vestibule.api.face.FaceReference;
import org.vestibule.api.face.FaceSighting;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.api.face.FaceVerifier;
import org.vestibule.api.face.FaceWatch;
import org.vestibule.api.face.FaceWish;
import org.vestibule.api.people.PeopleDirectory;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.station.Frame;
import org.vestibule.core.internal.CoreKey;
import org.vestibule.core.internal.CoreSettings;

/**
 * The watch that a face is looked at with: one for as long as the verifier stays and does not fail.
 * A new one begins to count anew, for what the one before had seen is gone with it. Used by one
 * thread.
 */
final class Watching implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Watching.class);

  private final Rooms rooms;
  private final CoreSettings settings;
  private final FaceWish wish;
  private final Optional<PersonId> claimed;
  private final Deadline deadline;
  private final Scenery scenery;
  private FaceVerifier verifier;
  private FaceWatch watch;
  private byte[] shown = {};
  private int pictures;
  private long newestNanos;

  /**
   * @param claimed whom a code named; empty to search everybody
   * @param deadline moved while a service is being replaced
   */
  Watching(
      Rooms rooms,
      CoreSettings settings,
      FaceWish wish,
      Optional<PersonId> claimed,
      Deadline deadline) {
    this.rooms = rooms;
    this.settings = settings;
    this.wish = wish;
    this.claimed = claimed;
    this.deadline = deadline;
    this.scenery = new Scenery(rooms, wish.camera());
  }

  /** Shows one picture, and the same one to the next verifier if this one goes. */
  Finding look(Frame frame) throws Exception {
    return rooms.faces.call(
        settings.millis(CoreKey.REPLACEMENT), deadline::extend, service -> look(service, frame));
  }

  private Finding look(FaceVerifier service, Frame frame) throws Exception {
    FaceReference reference = reference();
    if (watch == null || service != verifier) {
      close();
      verifier = service;
      watch = service.watch(wish);
    }
    try {
      long start = System.nanoTime();
      FaceSighting sighting = watch.look(reference, frame);
      long end = System.nanoTime();
      note(frame);
      scenery.seen(frame, sighting.boxes());
      return new Finding(
          claimed, sighting, compared(reference, sighting), pictures, newestNanos, start, end);
    } catch (Exception | LinkageError e) {
      if (!ofOnePicture(e)) {
        close();
      }
      throw e;
    }
  }

  /** A camera that hangs, or a panel that repeats itself, shows one picture and not two. */
  private void note(Frame frame) {
    if (pictures == 0 || frame.capturedNanos() - newestNanos > 0) {
      newestNanos = frame.capturedNanos();
    }
    if (pictures == 0 || !Arrays.equals(shown, frame.bytes())) {
      pictures++;
      shown = frame.bytes();
    }
  }

  /** Made anew for each picture, so that a person who is forgotten is forgotten at once. */
  private FaceReference reference() throws Exception {
    if (claimed.isEmpty()) {
      return rooms.identifier.call(
          settings.millis(CoreKey.REPLACEMENT), deadline::extend, FaceReference.Gallery::new);
    }
    PeopleDirectory people = people();
    return new FaceReference.Claimed(
        claimed.get(), people.templates(claimed.get()), people.negatives(claimed.get()));
  }

  private List<FaceTemplate> compared(FaceReference reference, FaceSighting sighting)
      throws VestibuleException {
    if (reference instanceof FaceReference.Claimed one) {
      return one.enrolled();
    }
    return sighting.answer() instanceof FaceAnswer.Known known
        ? people().templates(known.person())
        : List.of();
  }

  private PeopleDirectory people() throws VestibuleException {
    return rooms.people.now().orElseThrow(rooms.people::empty);
  }

  /**
   * Returns whether the person is still there, as far as this picture tells: nobody is said to have
   * left because a picture could not be read or the verifier was replaced.
   */
  boolean follows(FaceEvidence evidence, Frame frame) throws Exception {
    if (watch == null || !rooms.faces.isCurrent(verifier)) {
      return true;
    }
    try {
      return watch.follow(evidence, frame);
    } catch (Exception | LinkageError e) {
      if (ofOnePicture(e) || !rooms.faces.isCurrent(verifier)) {
        return true;
      }
      throw e;
    }
  }

  /** Returns whether a failure is of one picture, which cannot be read or finds no turn. */
  static boolean ofOnePicture(Throwable failure) {
    return failure instanceof VestibuleException e
        && (e.code().startsWith("image-") || e.code().equals("vision-busy"));
  }

  /** Forgets what was seen; the next picture begins anew. */
  @Override
  public void close() {
    FaceWatch closing = watch;
    watch = null;
    pictures = 0;
    shown = new byte[0];
    scenery.end();
    try {
      if (closing != null) {
        closing.close();
      }
    } catch (RuntimeException | LinkageError e) {
      LOG.warn("A watch could not be closed: {}", e.toString());
    }
  }
}
