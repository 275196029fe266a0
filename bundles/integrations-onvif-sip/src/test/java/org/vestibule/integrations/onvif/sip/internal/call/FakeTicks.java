// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.call;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Time that passes when a test says so. Thread-safe. */
public final class FakeTicks implements Ticks {
  private final List<Timed> timed = new ArrayList<>();
  private long nanos = 1_000_000_000L;

  private record Timed(long at, Runnable work) {}

  @Override
  public synchronized long nanos() {
    return nanos;
  }

  @Override
  public synchronized Instant now() {
    return Instant.parse("2026-11-27T12:00:00Z").plusNanos(nanos);
  }

  @Override
  public ZoneId zone() {
    return ZoneOffset.UTC;
  }

  @Override
  public synchronized Runnable after(Duration wait, Runnable work) {
    Timed later = new Timed(nanos + wait.toNanos(), work);
    timed.add(later);
    return () -> withdraw(later);
  }

  private synchronized void withdraw(Timed later) {
    timed.removeIf(one -> one == later);
  }

  /** Lets time pass, and everything happen in it, in order. */
  public void pass(Duration time) {
    long end = nanos() + time.toNanos();
    for (Optional<Timed> next = next(end); next.isPresent(); next = next(end)) {
      next.get().work().run();
    }
    synchronized (this) {
      nanos = end;
    }
  }

  private synchronized Optional<Timed> next(long end) {
    Optional<Timed> next =
        timed.stream().filter(one -> one.at() <= end).min(Comparator.comparingLong(Timed::at));
    next.ifPresent(
        one -> {
          timed.remove(one);
          nanos = Math.max(nanos, one.at());
        });
    return next;
  }
}
