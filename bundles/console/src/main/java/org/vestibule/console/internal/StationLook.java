// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.station.DoorStation;
import org.vestibule.api.station.Frame;
import org.vestibule.api.station.VideoFeed;
import org.vestibule.api.visit.VisitId;

/**
 * The newest picture of one station while nobody visits, for as long as somebody asks: then the
 * camera is given back and the picture forgotten. Thread-safe.
 */
final class StationLook {
  /** Whoever has not asked for so long does not look any more. */
  static final Duration LEASE = Duration.ofSeconds(3);

  /** An older picture is of the past. */
  static final Duration FRESH = Duration.ofSeconds(2);

  private static final Logger LOG = LoggerFactory.getLogger(StationLook.class);
  private static final Duration SLICE = Duration.ofMillis(100);

  private final Executor readers;
  private Frame latest;
  private VestibuleException failure;
  private long askedNanos;
  private boolean reading;

  /** Whether somebody asked of whom the reader does not know yet. */
  private boolean asked;

  StationLook(Executor readers) {
    this.readers = readers;
  }

  /**
   * Returns the newest picture; the first who asks begins to look, and may find nothing yet.
   *
   * @throws Problem 503 {@code pictures-busy}
   * @throws VestibuleException why the station gave none since the last time that somebody asked
   */
  synchronized Optional<Frame> latest(DoorStation station) throws VestibuleException {
    long before = askedNanos;
    askedNanos = System.nanoTime();
    asked = true;
    VestibuleException why = failure;
    failure = null;
    if (why != null && askedNanos - before < LEASE.toNanos()) {
      throw why;
    }
    if (!reading) {
      begin(station);
    }
    return Optional.ofNullable(latest)
        .filter(frame -> askedNanos - frame.capturedNanos() <= FRESH.toNanos());
  }

  private void begin(DoorStation station) throws Problem {
    try {
      readers.execute(() -> follow(station));
      reading = true;
    } catch (RejectedExecutionException e) {
      throw new Problem(
              503,
              "pictures-busy",
              "pictures of station " + station.info().id(),
              "other stations are looked at already",
              "at most " + StationLooks.MOST + " at once outside visits",
              "Hide another picture, or try again in some seconds.",
              e)
          .with("Retry-After", Long.toString(LEASE.toSeconds()));
    }
  }

  private void follow(DoorStation station) {
    do {
      look(station);
    } while (goesOn());
  }

  private void look(DoorStation station) {
    try (VideoFeed feed = station.openVideo(new VisitId("look-" + UUID.randomUUID()))) {
      while (wanted() && !feed.ended()) {
        feed.next(SLICE).ifPresent(this::note);
      }
    } catch (VestibuleException e) {
      failed(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      LOG.warn("Looking through station {} failed", station.info().id(), e);
      failed(
          new VestibuleException(
              "station-unreachable",
              "the picture of " + station.info().id(),
              "an error of the integration",
              "a picture",
              "Look at the station's status, and try again."));
    }
  }

  private synchronized void note(Frame frame) {
    latest = frame;
  }

  private synchronized boolean wanted() {
    asked = false;
    return System.nanoTime() - askedNanos < LEASE.toNanos();
  }

  private synchronized void failed(VestibuleException why) {
    failure = why;
    // Whoever asked meanwhile is told this.
    asked = false;
  }

  /** Ends, unless somebody asked after the camera was given up: nobody else would look for them. */
  private synchronized boolean goesOn() {
    latest = null;
    reading = asked && !Thread.currentThread().isInterrupted();
    return reading;
  }

  /** Returns whether a picture is in memory. */
  synchronized boolean holds() {
    return latest != null;
  }
}
