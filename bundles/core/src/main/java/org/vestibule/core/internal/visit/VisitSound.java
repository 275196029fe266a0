// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.station.AudioChunk;
import org.vestibule.api.station.AudioFeed;
import org.vestibule.api.station.DoorStation;
import org.vestibule.api.visit.VisitId;
import org.vestibule.core.internal.CoreKey;
import org.vestibule.core.internal.CoreSettings;

/**
 * The sound of one visit, from the first that wants it to the end of the visit. One reader takes it
 * from the station; the recogniser gets it utterance by utterance, and at most {@value #MOST_EARS}
 * people listen. Nothing is kept beyond the utterance. Thread-safe.
 */
final class VisitSound {
  static final int MOST_EARS = 2;
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Desk desk;
  private final CoreSettings settings;
  private final VisitId visit;
  private final Supplier<DoorStation> station;
  private final Object opening = new Object();
  private SoundPump pump;
  private Future<?> task;
  private int listeners;
  private boolean closed;

  /**
   * @param station the station as it is now
   */
  VisitSound(Desk desk, CoreSettings settings, VisitId visit, Supplier<DoorStation> station) {
    this.desk = desk;
    this.settings = settings;
    this.visit = visit;
    this.station = station;
  }

  /**
   * Begins an utterance: what the station sends from now on.
   *
   * @throws VestibuleException {@code station-unreachable} or {@code no-audio}
   */
  SharedSound utterance(Duration limit) throws VestibuleException {
    return open().utterance(limit);
  }

  /**
   * The loudspeaker is in use: what the station sends meanwhile is for nobody but those who listen.
   *
   * @return what to run when it is silent again
   * @throws VestibuleException {@code station-unreachable} or {@code no-audio}
   */
  Runnable speaking() throws VestibuleException {
    SoundPump flowing = open();
    flowing.need(true);
    return () -> flowing.need(false);
  }

  /** Notes what the loudspeaker begins to play. */
  void played(AudioChunk chunk) {
    SoundPump running = running();
    if (running != null) {
      running.played(chunk);
    }
  }

  /**
   * Returns the way to one more pair of ears.
   *
   * @throws VestibuleException {@code listeners-busy}, {@code no-audio} or {@code
   *     station-unreachable}
   */
  AudioFeed listen() throws VestibuleException {
    take();
    try {
      return ear(this::leave);
    } catch (VestibuleException | RuntimeException | LinkageError e) {
      leave();
      throw e;
    }
  }

  /**
   * Returns the way to whoever talks with the visitor, for whom there is always room.
   *
   * @throws VestibuleException {@code no-audio} or {@code station-unreachable}
   */
  AudioFeed hear() throws VestibuleException {
    return ear(() -> {});
  }

  private AudioFeed ear(Runnable left) throws VestibuleException {
    SoundPump flowing = open();
    try {
      AudioFeed feed = flowing.ear().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      return new Ear(
          feed,
          () -> {
            flowing.need(false);
            left.run();
          });
    } catch (ExecutionException | TimeoutException | CancellationException e) {
      flowing.need(false);
      throw e.getCause() instanceof VestibuleException known ? known : none("it did not begin");
    } catch (InterruptedException e) {
      flowing.need(false);
      Thread.currentThread().interrupt();
      throw none("it was interrupted");
    }
  }

  private synchronized void take() throws VestibuleException {
    if (closed) {
      throw none("the visit is over");
    }
    if (listeners >= MOST_EARS) {
      throw new VestibuleException(
          "listeners-busy",
          "listening to visit " + visit,
          listeners + " listeners",
          "at most " + MOST_EARS,
          "Wait until one of them has left.");
    }
    listeners++;
  }

  private synchronized void leave() {
    listeners--;
  }

  /** Ends it for everybody. */
  synchronized void close() {
    closed = true;
    if (pump != null) {
      pump.stop();
      task.cancel(true);
    }
  }

  private synchronized SoundPump running() {
    return pump;
  }

  /** A station whose sound had an end is asked again: it may have more to say. */
  private SoundPump open() throws VestibuleException {
    synchronized (opening) { // Only those wait here who want the same.
      SoundPump now = running();
      if (now != null && !now.over()) {
        return now;
      }
      AudioFeed feed = station.get().openAudio(visit);
      Duration patience = settings.millis(CoreKey.REPLACEMENT);
      SoundPump next =
          new SoundPump(feed, new SoundLine(desk.rooms().lines, feed.format(), patience));
      if (!start(next)) {
        next.discardUnread();
        throw none("the visit is over, or too much is listened to");
      }
      return next;
    }
  }

  private synchronized boolean start(SoundPump next) {
    if (closed) {
      return false;
    }
    try {
      task = desk.workers().sound().submit(next);
    } catch (RejectedExecutionException e) {
      return false;
    }
    pump = next;
    return true;
  }

  private VestibuleException none(String found) {
    return new VestibuleException(
        "no-audio", "the sound of visit " + visit, found, "an open visit with sound", "Try again.");
  }
}
