// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal.lease;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelRun;
import org.vestibule.models.internal.stats.RunCounters;

/**
 * What lies behind a {@link PackLease} and outlives one that its holder forgot. It is given back
 * when the lease is closed or revoked and no call is in progress on it, once. Thread-safe; one
 * number says how many calls are in progress and whether it is closed, revoked or given back.
 */
final class Hold {
  private static final Logger LOG = LoggerFactory.getLogger(Hold.class);
  private static final int CLOSED = 1 << 28;
  private static final int REVOKED = 1 << 29;
  private static final int GIVEN_BACK = 1 << 30;
  private static final int CALLS = CLOSED - 1;

  private final Serving serving;
  private final String holder;
  private final long since;
  private final RunCounters trial;
  private final Consumer<Hold> whenGivenBack;
  private final Consumer<Hold> whenLost;
  private final AtomicInteger state = new AtomicInteger();
  private final Set<ModelRun> runs = Collections.newSetFromMap(new IdentityHashMap<>(4));

  /**
   * @param serving entered already
   * @param holder class of who asked for it
   * @param since monotonic, in nanoseconds
   * @param trial where the runs of a trial are counted, {@code null} for a request
   */
  Hold(
      Serving serving,
      String holder,
      long since,
      RunCounters trial,
      Consumer<Hold> whenGivenBack,
      Consumer<Hold> whenLost) {
    this.serving = serving;
    this.holder = holder;
    this.since = since;
    this.trial = trial;
    this.whenGivenBack = whenGivenBack;
    this.whenLost = whenLost;
    serving.holds().add(this);
  }

  Serving serving() {
    return serving;
  }

  String holder() {
    return holder;
  }

  long since() {
    return since;
  }

  boolean request() {
    return trial == null;
  }

  RunCounters counters() {
    return trial == null ? serving.counters() : trial;
  }

  /** Notes a failed run of a request or of a trial. */
  void runFailed() {
    if (request()) {
      serving.runFailed();
    }
  }

  /**
   * Begins a call.
   *
   * @param onLease whether the lease is used, not a run of it, which may outlive its lease
   * @throws ModelException {@code model-lease-expired}
   */
  void begin(boolean onLease) throws ModelException {
    int now;
    do {
      now = state.get();
      if ((now & REVOKED) != 0) {
        throw expired();
      }
      if (onLease && (now & CLOSED) != 0) {
        throw new IllegalStateException("this lease of " + serving.id() + " is closed");
      }
    } while (!state.compareAndSet(now, now + 1));
  }

  /** Ends a call. */
  void end() {
    settle(state.decrementAndGet());
  }

  /** Remembers a run, so that it can be closed for a holder that does not. */
  synchronized void opened(ModelRun run) {
    runs.add(run);
  }

  /** Returns whether the caller is to close the run: whoever comes first does. */
  synchronized boolean closing(ModelRun run) {
    return runs.remove(run);
  }

  /** Gives back; calls in progress end first. */
  void close() {
    settle(state.updateAndGet(now -> now | CLOSED));
  }

  /**
   * Ends the holder's right; calls in progress end first, and open runs are closed.
   *
   * @return whether it was in force
   */
  boolean revoke() {
    int before = state.getAndUpdate(now -> (now & CLOSED) == 0 ? now | REVOKED : now);
    settle(state.get());
    return (before & (CLOSED | REVOKED)) == 0;
  }

  /** The lease is gone and nobody closed it; after {@link #close} this does nothing. */
  void lost() {
    if (revoke()) {
      whenLost.accept(this);
    }
  }

  /** Returns whether a call is in progress. */
  boolean inCall() {
    return (state.get() & CALLS) != 0;
  }

  private void settle(int seen) {
    int now = seen;
    while ((now & CALLS) == 0 && (now & (CLOSED | REVOKED)) != 0 && (now & GIVEN_BACK) == 0) {
      if (state.compareAndSet(now, now | GIVEN_BACK)) {
        giveBack((now & REVOKED) != 0);
        return;
      }
      now = state.get();
    }
  }

  private void giveBack(boolean revoked) {
    if (revoked) {
      closeRuns();
    }
    serving.holds().remove(this);
    serving.leave();
    whenGivenBack.accept(this);
  }

  private void closeRuns() {
    List<ModelRun> left;
    synchronized (this) {
      left = new ArrayList<>(runs);
      runs.clear();
    }
    for (ModelRun run : left) {
      try {
        run.close();
      } catch (RuntimeException e) {
        LOG.warn("A run of {} that {} left open did not close", serving.id(), holder, e);
      }
    }
  }

  private ModelException expired() {
    return new ModelException(
        "model-lease-expired",
        "lease of model pack " + serving.id() + " by " + holder,
        "use after it was revoked",
        "use within lease.limit.seconds once another model serves",
        "Lease a model for one request, close the lease, and lease again.");
  }
}
