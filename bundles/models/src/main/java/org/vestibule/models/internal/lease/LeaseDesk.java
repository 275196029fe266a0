// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal.lease;

import java.lang.ref.Cleaner;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.model.ModelLease;
import org.vestibule.models.internal.stats.RunCounters;

/**
 * Gives leases out, knows who holds them, and takes back what a holder forgot. Thread-safe; giving
 * out and taking back take no lock that a swap holds.
 */
public final class LeaseDesk {
  private static final Logger LOG = LoggerFactory.getLogger(LeaseDesk.class);

  private final LongSupplier clock;
  private final LongSupplier runClock;
  private final Idle idle = new Idle();
  private final Cleaner cleaner =
      Cleaner.create(
          task -> {
            Thread thread = new Thread(task, "vestibule-models-leases");
            thread.setDaemon(true);
            return thread;
          });
  private final AtomicLong lost = new AtomicLong();
  private final AtomicLong revoked = new AtomicLong();
  private volatile String lastLost = "";
  private volatile String lastRevoked = "";

  /**
   * @param clock monotonic, in nanoseconds
   * @param runClock what runs are measured by, see {@link RunClock}
   */
  public LeaseDesk(LongSupplier clock, LongSupplier runClock) {
    this.clock = clock;
    this.runClock = runClock;
  }

  /** Leases to a request; empty when the model is retired and has a successor. */
  public Optional<ModelLease> lease(Serving serving) {
    if (!serving.enter()) {
      return Optional.empty();
    }
    idle.begin();
    return Optional.of(
        lease(
            new Hold(
                serving,
                Holders.caller(),
                clock.getAsLong(),
                null,
                hold -> idle.end(),
                this::noteLost),
            Pause.NEVER));
  }

  /**
   * Leases to a trial, which does not count as a request.
   *
   * @param counters where its runs are counted
   */
  public Optional<ModelLease> trial(Serving serving, RunCounters counters, Pause pause) {
    if (!serving.enter()) {
      return Optional.empty();
    }
    return Optional.of(
        lease(
            new Hold(serving, "a trial", clock.getAsLong(), counters, hold -> {}, this::noteLost),
            pause));
  }

  /** Returns who knows whether any request holds a lease. */
  public Idle idle() {
    return idle;
  }

  /** Revokes every lease of a retired model that is older than the limit. */
  public void revokeOverdue(Collection<Serving> loaded, Duration limit) {
    for (Serving serving : loaded) {
      if (serving.retired()) {
        serving.holds().forEach(hold -> revokeOverdue(hold, limit));
      }
    }
  }

  /** Returns what people should know of leases that were not returned, empty when nothing. */
  public String remark() {
    StringBuilder remark = new StringBuilder();
    if (revoked.get() > 0) {
      remark.append(lastRevoked).append(others(revoked.get()));
    }
    if (lost.get() > 0) {
      remark.append(lastLost).append(others(lost.get()));
    }
    return remark.toString();
  }

  private ModelLease lease(Hold hold, Pause pause) {
    return new PackLease(hold, pause, runClock, cleaner);
  }

  private void revokeOverdue(Hold hold, Duration limit) {
    Duration age = Duration.ofNanos(clock.getAsLong() - hold.since());
    if (age.compareTo(limit) < 0) {
      return;
    }
    boolean inCall = hold.inCall();
    if (hold.revoke()) {
      lastRevoked =
          " %s held a lease of %s for %d s although another model serves; it was revoked%s."
              .formatted(
                  hold.holder(),
                  hold.serving().id(),
                  age.toSeconds(),
                  inCall ? " and ends with the call in progress" : "");
      revoked.incrementAndGet();
      LOG.warn("Lease revoked:{}", lastRevoked);
    }
  }

  private void noteLost(Hold hold) {
    lastLost =
        " %s lost a lease of %s without closing it; it was returned."
            .formatted(hold.holder(), hold.serving().id());
    lost.incrementAndGet();
    LOG.warn("Lease lost:{}", lastLost);
  }

  private static String others(long count) {
    return count == 1 ? "" : " (" + count + " such leases since the start.)";
  }
}
