// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.audit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Lines on their way to the disk. Whoever has the turn writes all that came meanwhile at once; the
 * others find theirs written. Nobody leaves before their own line was, but for the ends of what
 * began: they go with the next line, or by {@link #flush}. Thread-safe.
 */
final class LineQueue {
  private final Consumer<List<PendingLine>> writer;
  private final int mostEnds;
  private final Queue<PendingLine> arrived = new ConcurrentLinkedQueue<>();
  private final AtomicInteger ends = new AtomicInteger();

  /** Fair, so that all whose lines were written leave before anybody forces the next ones. */
  private final Lock turn = new ReentrantLock(true);

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
    arrived.add(line);
    turn.lock();
    try {
      if (!line.settled()) {
        writeArrived();
      }
      return line;
    } finally {
      turn.unlock();
    }
  }

  /** Takes a line that nobody waits for; one too many is refused and not taken. */
  void add(PendingLine end) {
    if (ends.incrementAndGet() > mostEnds) {
      ends.decrementAndGet();
      end.refuse(new IOException(mostEnds + " lines wait for the disk"));
    } else {
      arrived.add(end);
    }
  }

  /** Writes what nobody waits for. */
  void flush() {
    turn.lock();
    try {
      writeArrived();
    } finally {
      turn.unlock();
    }
  }

  private void writeArrived() {
    List<PendingLine> lines = new ArrayList<>();
    for (PendingLine next = arrived.poll(); next != null; next = arrived.poll()) {
      lines.add(next);
    }
    if (!lines.isEmpty()) {
      try {
        writer.accept(lines);
      } finally {
        ends.addAndGet(-(int) lines.stream().filter(PendingLine::isEnd).count());
      }
    }
  }
}
