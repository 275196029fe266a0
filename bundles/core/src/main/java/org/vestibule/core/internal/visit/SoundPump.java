// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.station.AudioChunk;
import org.vestibule.api.station.AudioFeed;

/**
 * The one reader of a station's sound. It reads while somebody needs it: an utterance, an ear, or
 * the loudspeaker, whose echo must not wait for the next utterance. Otherwise the station keeps
 * what it has. Runs on one thread; asked by others.
 */
final class SoundPump implements Runnable {
  private static final Duration SLICE = Duration.ofMillis(20);
  private static final Duration REST = Duration.ofSeconds(1);

  private final AudioFeed feed;
  private final SoundLine line;
  private final Queue<AudioChunk> played = new ConcurrentLinkedQueue<>();
  private final Queue<CompletableFuture<AudioFeed>> asked = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean begun = new AtomicBoolean();
  private SharedSound utterance;
  private int needs;
  private boolean stopped;
  private boolean over;
  private Throwable failure;

  SoundPump(AudioFeed feed, SoundLine line) {
    this.feed = feed;
    this.line = line;
  }

  /** Begins an utterance; one that was under way ends. */
  synchronized SharedSound utterance(Duration limit) {
    SharedSound next = new SharedSound(line.format(), limit);
    if (utterance != null) {
      utterance.end();
    }
    utterance = next;
    if (over) {
      next.end(failure);
    }
    notifyAll();
    return next;
  }

  /** Notes that one more, or one fewer, needs the sound to flow. */
  synchronized void need(boolean more) {
    needs += more ? 1 : -1;
    notifyAll();
  }

  void played(AudioChunk chunk) {
    if (!over()) {
      played.add(chunk);
    }
  }

  /** Asks for a way to an ear, which counts as a need from now on. */
  CompletableFuture<AudioFeed> ear() {
    CompletableFuture<AudioFeed> ear = new CompletableFuture<>();
    asked.add(ear);
    need(true);
    if (over()) {
      ear.cancel(false);
    }
    return ear;
  }

  synchronized boolean over() {
    return over;
  }

  /** Ends it; one that never began to run is let go here. */
  void stop() {
    synchronized (this) {
      stopped = true;
      notifyAll();
    }
    discardUnread();
  }

  /** Lets go of what nobody began to read. */
  void discardUnread() {
    if (begun.compareAndSet(false, true)) {
      discard();
    }
  }

  private void discard() {
    line.close();
    feed.close();
  }

  @Override
  public void run() {
    if (!begun.compareAndSet(false, true)) {
      return;
    }
    Throwable failed = null;
    try {
      pump();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | LinkageError e) {
      failed = e;
    } finally {
      finish(failed);
      discard();
    }
  }

  private void pump() throws InterruptedException {
    while (wanted()) {
      serveEars();
      AudioChunk said = played.poll();
      for (; said != null; said = played.poll()) {
        line.played(said);
      }
      AudioChunk chunk = feed.next(SLICE).orElse(null);
      if (chunk != null) {
        line.receive(chunk, this::hand);
      } else if (feed.ended()) {
        line.end(this::hand, REST);
        return;
      }
    }
  }

  private void serveEars() {
    CompletableFuture<AudioFeed> ear = asked.poll();
    for (; ear != null; ear = asked.poll()) {
      try {
        ear.complete(line.forEar());
      } catch (VestibuleException | RuntimeException | LinkageError e) {
        ear.completeExceptionally(e);
      }
    }
  }

  /** Waits until somebody needs the sound; false when nobody will. */
  private synchronized boolean wanted() throws InterruptedException {
    while (!stopped && needs <= 0 && (utterance == null || utterance.ended())) {
      wait();
    }
    return !stopped;
  }

  private synchronized void hand(AudioChunk chunk) {
    if (utterance != null && !utterance.ended()) {
      utterance.add(chunk);
    }
  }

  private synchronized void finish(Throwable failed) {
    over = true;
    failure = failed;
    if (utterance != null) {
      utterance.end(failed);
    }
    asked.forEach(ear -> ear.cancel(false));
  }
}
