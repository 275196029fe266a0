// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.station.Frame;
import org.vestibule.api.station.VideoFeed;

/**
 * The latest picture of a visit's station, for people: as long as somebody asks. Those that are
 * looked at for faces are shown; while nobody looks, the station's own are read, and given back
 * when somebody does. Nothing is kept when nobody asks, but for one where a site wishes that: the
 * one with which a face was decided on, else the first. Thread-safe.
 */
final class Pictures {
  /** Whoever has not asked for so long does not look any more. */
  static final Duration LEASE = Duration.ofSeconds(3);

  /** An older picture is of the past. */
  static final Duration FRESH = Duration.ofSeconds(2);

  /** A station whose pictures ended is asked for more after this. */
  private static final Duration REST = Duration.ofSeconds(1);

  private static final Duration SLICE = Duration.ofMillis(100);

  private static final Logger LOG = LoggerFactory.getLogger(Pictures.class);

  private final Visit visit;
  private final Glances glances = new Glances(this::note);
  private Frame latest;
  private VestibuleException failure;
  private long askedNanos;
  private boolean asked;
  private boolean keeping;
  private Frame first;
  private Optional<Kept> deciding = Optional.empty();
  private boolean reading;
  private boolean closed;

  Pictures(Visit visit) {
    this.visit = visit;
  }

  /** Returns what the stages of the visit show each other. */
  Glances glances() {
    return glances;
  }

  /**
   * Returns the latest picture, if one is fresh.
   *
   * @throws VestibuleException {@code visit-over}, {@code no-video}, {@code station-unreachable}
   */
  Optional<Frame> latest() throws VestibuleException {
    if (!visit.station().info().video()) {
      throw Refusals.noVideo(visit.info.id());
    }
    synchronized (this) {
      if (closed) {
        throw Refusals.visitOver(visit.id);
      }
      asked = true;
      askedNanos = System.nanoTime();
      VestibuleException why = failure;
      failure = null;
      if (why != null) {
        throw why;
      }
      if (!reading) {
        read();
      }
      return Optional.ofNullable(latest)
          .filter(frame -> askedNanos - frame.capturedNanos() <= FRESH.toNanos());
    }
  }

  /** One picture outlives the visit; where none comes there is none. */
  synchronized void keepOne() {
    keeping = true;
  }

  /**
   * A face was decided on.
   *
   * @param picture in which it is; empty where that is not told
   */
  synchronized void decided(Optional<Kept> picture) {
    deciding = keeping ? picture : Optional.empty();
  }

  /** Whoever looks for a face shows one; where nobody does, the station is asked by itself. */
  void readFirst() {
    if (!visit.station().info().video()) {
      return;
    }
    synchronized (this) {
      if (keeping && first == null && !reading && !glances.watched()) {
        try {
          read();
        } catch (VestibuleException e) {
          LOG.debug("No picture of visit {} is kept", visit.id, e);
        }
      }
    }
  }

  /** Returns the picture that outlives the visit, and lets go of it. */
  synchronized Optional<Kept> takeOne() {
    Optional<Kept> taken =
        deciding.or(() -> Optional.ofNullable(first).map(one -> new Kept(one, Optional.empty())));
    keeping = false;
    first = null;
    deciding = Optional.empty();
    return taken;
  }

  private void read() throws VestibuleException {
    try {
      visit.desk.workers().pictures().execute(this::follow);
      reading = true;
    } catch (RejectedExecutionException e) {
      throw Refusals.tooManyLook(visit.info.id());
    }
  }

  private void follow() {
    try {
      while (wanted()) {
        boolean ended = glances.beginAlone() && own();
        Thread.sleep((ended ? REST : SLICE).toMillis());
      }
    } catch (VestibuleException e) {
      failed(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | LinkageError e) {
      failed(Refusals.pictureFailed(visit.info.id(), Why.of(e)));
    } finally {
      ended();
    }
  }

  /** Reads until somebody else does; returns whether the station has no more just now. */
  private boolean own() throws VestibuleException, InterruptedException {
    try (VideoFeed feed = visit.station().openVideo(visit.id)) {
      while (wanted() && !glances.crowded() && !feed.ended()) {
        feed.next(SLICE).ifPresent(glances::show);
      }
      return feed.ended();
    } finally {
      glances.end();
    }
  }

  private synchronized void note(Frame frame) {
    if (keeping && first == null && !closed) {
      first = frame;
    }
    if (asked && !closed) {
      latest = frame;
    }
  }

  /** Returns whether somebody asks; when nobody does any more, nothing is kept. */
  private synchronized boolean wanted() {
    asked = asked && !closed && System.nanoTime() - askedNanos < LEASE.toNanos();
    if (!asked) {
      latest = null;
    }
    return asked || keeping && first == null && !closed;
  }

  private synchronized void failed(VestibuleException why) {
    failure = why;
  }

  private synchronized void ended() {
    reading = false;
    latest = null;
  }

  /** The visit is over. */
  synchronized void close() {
    closed = true;
    latest = null;
    failure = null;
  }
}
