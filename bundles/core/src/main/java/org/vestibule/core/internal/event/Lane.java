// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.event;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.event.EventListener;
import org.vestibule.api.event.VestibuleEvent;
import org.vestibule.core.internal.Threads;

/**
 * One listener's queue and thread. When the queue is full the oldest event that may be dropped is
 * dropped and counted; events that may not be dropped wait beyond the bound.
 */
final class Lane {
  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
  private static final long SLOW_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long MEMORY_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final EventListener listener;
  private final String name;
  private final int bound;
  private final Thread worker;
  private final Deque<VestibuleEvent> queue = new ArrayDeque<>();
  private boolean closed;
  private long dropped;
  private long failures;
  private long dropNanos;
  private long failureNanos;
  private long busyNanos;
  private boolean busy;

  Lane(EventListener listener, String name, int bound) {
    this.listener = listener;
    this.name = name;
    this.bound = bound;
    this.worker = Threads.named("event-" + name).newThread(this::run);
    worker.start();
  }

  /** Queues an event; never blocks. */
  synchronized void offer(VestibuleEvent event) {
    if (closed) {
      return;
    }
    if (queue.size() >= bound) {
      boolean room = dropOldest();
      if (room || event.droppable()) {
        dropped++;
        dropNanos = System.nanoTime();
      }
      if (!room && event.droppable()) {
        return;
      }
    }
    queue.add(event);
    notifyAll();
  }

  private boolean dropOldest() {
    for (Iterator<VestibuleEvent> oldest = queue.iterator(); oldest.hasNext(); ) {
      if (oldest.next().droppable()) {
        oldest.remove();
        return true;
      }
    }
    return false;
  }

  /** Returns what is wrong with this listener in a few words that do not change while it lasts. */
  synchronized String trouble() {
    long now = System.nanoTime();
    if ((busy && now - busyNanos > SLOW_NANOS)
        || queue.size() >= bound
        || (dropped > 0 && now - dropNanos < MEMORY_NANOS)) {
      return "listener " + name + " is slow";
    }
    if (failures > 0 && now - failureNanos < MEMORY_NANOS) {
      return "listener " + name + " fails";
    }
    return "";
  }

  synchronized long dropped() {
    return dropped;
  }

  synchronized long failures() {
    return failures;
  }

  /** The listener went: nothing more is delivered, and a call that hangs is interrupted. */
  synchronized void abandon() {
    closed = true;
    queue.clear();
    notifyAll();
    if (busy && System.nanoTime() - busyNanos > SLOW_NANOS) {
      worker.interrupt();
    }
  }

  /** The dispatcher stops: what is queued is delivered within {@code patience}, then no more. */
  void finish(Duration patience) throws InterruptedException {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    worker.join(Math.max(1, patience.toMillis()));
    worker.interrupt();
  }

  private void run() {
    try {
      for (VestibuleEvent event = take(); event != null; event = take()) {
        deliver(event);
      }
    } catch (InterruptedException e) {
      LOG.debug("Listener {} was interrupted while it was leaving", name);
    }
  }

  private synchronized VestibuleEvent take() throws InterruptedException {
    busy = false;
    while (queue.isEmpty() && !closed) {
      wait();
    }
    VestibuleEvent event = queue.poll();
    busy = event != null;
    busyNanos = System.nanoTime();
    return event;
  }

  private void deliver(VestibuleEvent event) {
    try {
      listener.on(event);
    } catch (RuntimeException | LinkageError e) {
      long count;
      synchronized (this) {
        count = ++failures;
        failureNanos = System.nanoTime();
      }
      LOG.warn("Listener {} failed on {}, {} times so far", name, event.topic(), count, e);
    }
  }
}
