// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp.cp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;
import org.vestibule.integrations.access.control.internal.osdp.FrameEncoder;

/** A line whose time passes only in a test, and on which replies may have any fate. */
final class SimulatedLine {
  /** What becomes of a reply. */
  @FunctionalInterface
  interface Fate {
    void meet(SimulatedLine line, byte[] reply);
  }

  private record Delivery(long at, long order, byte[] bytes) {}

  static final Fate ARRIVES = (line, reply) -> line.deliver(reply, 5);
  static final Fate LOST = (line, reply) -> {};

  final Poller poller = new Poller();
  final List<ScriptedReader> readers = new ArrayList<>();
  final List<byte[]> sent = new ArrayList<>();
  final List<Long> sentAt = new ArrayList<>();
  long now = 1_000_000_000L;
  Fate fate = ARRIVES;

  /** Whether commands are lost on their way. */
  boolean deaf;

  private final PriorityQueue<Delivery> coming =
      new PriorityQueue<>(Comparator.comparingLong(Delivery::at).thenComparing(Delivery::order));
  private final List<Fate> fates = new ArrayList<>();
  private long order;

  /** The next reply meets this fate, and the ones after it what was said before. */
  void next(Fate one) {
    fates.add(one);
  }

  void deliver(byte[] bytes, long afterMillis) {
    coming.add(new Delivery(now + afterMillis * 1_000_000, order++, bytes));
  }

  void run(Duration time) {
    run(time, () -> false);
  }

  /** Lets time pass until {@code done}; returns whether it was within {@code time}. */
  boolean run(Duration time, BooleanSupplier done) {
    long end = now + time.toNanos();
    while (now < end && !done.getAsBoolean()) {
      step(end);
    }
    return done.getAsBoolean();
  }

  private void step(long end) {
    FrameEncoder frame = poller.next(now);
    if (frame != null) {
      byte[] bytes = Arrays.copyOf(frame.buffer(), frame.size());
      sent.add(bytes);
      sentAt.add(now);
      for (ScriptedReader reader : deaf ? List.<ScriptedReader>of() : readers) {
        byte[] reply = reader.hear(bytes, bytes.length);
        if (reply != null) {
          (fates.isEmpty() ? fate : fates.remove(0)).meet(this, reply);
        }
      }
    }
    long wake = poller.wakeNanos(now);
    long next = coming.isEmpty() ? wake : Math.min(wake, coming.peek().at());
    now = Math.min(end, Math.max(next, now + 100_000));
    while (!coming.isEmpty() && coming.peek().at() <= now) {
      byte[] bytes = coming.poll().bytes();
      poller.received(bytes, 0, bytes.length, now);
    }
  }
}
