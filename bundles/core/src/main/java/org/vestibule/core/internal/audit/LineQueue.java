// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.audit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Lines on their way to the disk. Whoever has the turn writes all that came meanwhile at once,
 * wakes those whose lines it wrote, and gives the turn to the first who came after them. Nobody
 * leaves before their own line was written, but for the ends of what began: they go with the next
 * line, or by {@link #flush}. Thread-safe; an interrupt does not end a wait.
 */
final class LineQueue {
  private final Consumer<List<PendingLine>> writer;
  private final int mostEnds;
  private final Queue<Place> arrived = new ConcurrentLinkedQueue<>();
  private final AtomicInteger ends = new AtomicInteger();
  private final AtomicBoolean taken = new AtomicBoolean();

  /**
   * @param writer settles each line it is given; never called by two threads at once
   * @param mostEnds how many ends may be under way
   */
  LineQueue(Consumer<List<PendingLine>> writer, int mostEnds) {
    this.writer = writer;
    this.mostEnds = mostEnds;
  }

  /** Returns the line once it is settled. */
  PendingLine settle(PendingLine line) {
    pass(new Place(line));
    return line;
  }

  /** Takes a line that nobody waits for; one too many is refused and not taken. */
  void add(PendingLine end) {
    if (ends.incrementAndGet() > mostEnds) {
      ends.decrementAndGet();
      end.refuse(new IOException(mostEnds + " lines wait for the disk"));
    } else {
      arrived.add(new Place(end));
    }
  }

  /** Writes what nobody waits for: returns when all that came before is settled. */
  void flush() {
    pass(new Place(null));
  }

  private void pass(Place place) {
    arrived.add(place);
    if (!taken.compareAndSet(false, true)) {
      place.woken.acquireUninterruptibly();
      if (place.past) {
        return;
      }
    }
    try {
      // Somebody else may have written it between its arrival and the turn.
      if (!place.past) {
        writeArrived(place);
      }
    } finally {
      passOn();
    }
  }

  private void writeArrived(Place own) {
    List<Place> places = new ArrayList<>();
    List<PendingLine> lines = new ArrayList<>();
    for (Place next = arrived.poll(); next != null; next = arrived.poll()) {
      places.add(next);
      if (next.line != null) {
        lines.add(next.line);
      }
    }
    try {
      if (!lines.isEmpty()) {
        writer.accept(lines);
      }
    } finally {
      ends.addAndGet(-(int) lines.stream().filter(PendingLine::isEnd).count());
      for (Place each : places) {
        each.past = true;
        if (each != own) {
          each.woken.release();
        }
      }
    }
  }

  /** Whoever arrives finds the turn free, or is seen here: nobody waits for a turn that is free. */
  private void passOn() {
    do {
      Place next = firstWaiting();
      if (next != null) {
        next.woken.release();
        return;
      }
      taken.set(false);
    } while (firstWaiting() != null && taken.compareAndSet(false, true));
  }

  private Place firstWaiting() {
    for (Place each : arrived) {
      if (each.waits()) {
        return each;
      }
    }
    return null;
  }

  /** Of a line, or of somebody who waits for all lines before. */
  private static final class Place {
    private final PendingLine line;
    private final Semaphore woken = new Semaphore(0);
    private volatile boolean past;

    Place(PendingLine line) {
      this.line = line;
    }

    boolean waits() {
      return line == null || !line.isEnd();
    }
  }
}
