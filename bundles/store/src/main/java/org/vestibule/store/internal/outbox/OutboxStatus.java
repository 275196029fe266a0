// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.outbox.Outbox.SinkDepth;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.Status.Cause;
import org.vestibule.api.status.StatusHolder;

/**
 * How the outbox is, in one sentence that changes rarely: each change is told to whoever wants it,
 * and what is told goes through the outbox. So numbers are told by their size only, and what waits
 * for less than a moment does not count. Thread-safe.
 */
final class OutboxStatus {
  private static final Duration MOMENT = Duration.ofSeconds(10);

  private final StatusHolder held = new StatusHolder(Status.starting("The outbox is being opened"));
  private final HouseOutbox outbox;
  private final Stock stock;
  private final Clock clock;
  private volatile String refused = "";
  private volatile String closed = "";
  private volatile int broken;

  OutboxStatus(HouseOutbox outbox, Stock stock, Clock clock) {
    this.outbox = outbox;
    this.stock = stock;
    this.clock = clock;
  }

  /** Notes that a configuration was refused; empty: it was taken. */
  void refused(String why) {
    refused = why;
  }

  /** Notes why the folder cannot be used; empty: it can. */
  void closed(String why) {
    closed = why;
  }

  /** Notes how many files are broken. */
  void broken(int files) {
    broken = files;
  }

  Status now() {
    held.set(status());
    return held.get();
  }

  private Status status() {
    List<SinkDepth> depths = outbox.depths();
    if (!closed.isEmpty()) {
      return Status.unavailable(Cause.STORAGE, closed);
    }
    if (!depths.isEmpty() && !stock.keys.open()) {
      return Status.degraded(
          Cause.CREDENTIALS,
          "The vault is locked: what happens waits in memory, bounded ("
              + size(stock.pending.size())
              + "). Open the vault");
    }
    VestibuleException trouble = stock.trouble();
    if (trouble != null) {
      return Status.degraded(
          Cause.STORAGE,
          "What happens waits in memory, bounded ("
              + size(stock.pending.size())
              + "): "
              + trouble.found()
              + ". "
              + trouble.remedy());
    }
    if (!refused.isEmpty()) {
      return Status.degraded(Cause.CONFIGURATION, refused);
    }
    if (broken > 0) {
      return Status.degraded(
          Cause.STORAGE,
          "A part of the outbox was broken, what was in it is lost and the rest goes on. Check the"
              + " disk, then remove the files *.broken in the folder store/outbox");
    }
    String sinks = depths.size() == 1 ? " sink" : " sinks";
    return Status.ready(size(waiting(depths)) + " waiting for " + depths.size() + sinks);
  }

  private long waiting(List<SinkDepth> depths) {
    Instant before = clock.instant().minus(MOMENT);
    return depths.stream()
        .filter(each -> each.oldest().filter(before::isAfter).isPresent())
        .mapToLong(SinkDepth::waiting)
        .sum();
  }

  /** Returns 0, or the next power of ten. */
  private static String size(long count) {
    long power = 10;
    while (power < count) {
      power *= 10;
    }
    return count == 0 ? "0" : "up to " + power;
  }
}
