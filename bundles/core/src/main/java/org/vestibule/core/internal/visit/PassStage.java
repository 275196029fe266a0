// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.station.DoorStation;
import org.vestibule.api.station.Frame;
import org.vestibule.api.station.VideoFeed;
import org.vestibule.api.visit.VisitId;

/**
 * Looks for the picture of a pass in some of a visit's first pictures: those that are looked at for
 * faces, and the station's own while nobody does that. Used by one thread.
 */
final class PassStage implements Callable<Void> {
  private static final Duration PACE = Duration.ofMillis(200);

  private final Rooms rooms;
  private final DoorStation station;
  private final VisitId visit;
  private final Glances glances;
  private final Deadline deadline;
  private final Consumer<String> found;
  private VideoFeed own;

  /**
   * @param found told what a picture carries, each time
   */
  PassStage(
      Rooms rooms,
      DoorStation station,
      VisitId visit,
      Glances glances,
      Duration time,
      Consumer<String> found) {
    this.rooms = rooms;
    this.station = station;
    this.visit = visit;
    this.glances = glances;
    this.deadline = new Deadline(System.nanoTime(), time);
    this.found = found;
  }

  /** Returns what is left of its time, with a grace for it to end by itself. */
  long leftNanos() {
    return deadline.left(System.nanoTime()) + 2 * PACE.toNanos();
  }

  @Override
  public Void call() throws Exception {
    try {
      long next = System.nanoTime();
      while (deadline.left(System.nanoTime()) > 0 && !Thread.interrupted()) {
        Optional<Frame> frame = next();
        if (frame.isPresent() && System.nanoTime() - next >= 0) {
          next = System.nanoTime() + PACE.toNanos();
          scan(frame.get()).ifPresent(found);
        } else if (frame.isEmpty() && over()) {
          return null;
        }
      }
    } finally {
      release();
    }
    return null;
  }

  private Optional<Frame> next() throws Exception {
    if (own != null && glances.crowded()) {
      release();
    }
    if (own == null && !glances.beginAlone()) {
      return glances.next(PACE);
    }
    if (own == null) {
      open();
    }
    Optional<Frame> frame = own.next(PACE);
    frame.ifPresent(glances::show);
    return frame;
  }

  private void open() throws VestibuleException {
    try {
      own = station.openVideo(visit);
    } finally {
      if (own == null) {
        glances.end();
      }
    }
  }

  private boolean over() {
    return own != null && own.ended();
  }

  private void release() {
    if (own != null) {
      own.close();
      own = null;
      glances.end();
    }
  }

  /** A scanner that fails or is being replaced misses a picture, no more. */
  private Optional<String> scan(Frame frame) {
    try {
      return rooms.scanner.now().flatMap(scanner -> scanner.scan(frame));
    } catch (RuntimeException | LinkageError e) {
      return Optional.empty();
    }
  }
}
