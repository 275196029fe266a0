// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal.trial;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.model.ModelTrial;
import org.vestibule.api.model.Verdict;
import org.vestibule.models.internal.lease.LeaseDesk;
import org.vestibule.models.internal.rollout.Contest;
import org.vestibule.models.internal.slot.SlotTable;

/**
 * Repeats requests with a second model on spare capacity: one thread, two requests in the queue,
 * and nothing begins while a request holds a lease. What finds no room is dropped and counted, so
 * at most three inputs are kept in memory. Thread-safe.
 */
public final class TrialRunner implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TrialRunner.class);
  private static final int QUEUE = 2;

  /** A hearing or a look takes longer than this only when the box is busy anyway. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final SlotTable table;
  private final LeaseDesk desk;
  private final Runnable whenJudged;
  private final Duration patience;
  private final ThreadPoolExecutor worker =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(QUEUE),
          task -> {
            Thread thread = new Thread(task, "vestibule-models-trials");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * @param whenJudged called on the thread of trials after each comparison
   */
  public TrialRunner(SlotTable table, LeaseDesk desk, Runnable whenJudged) {
    this(table, desk, whenJudged, PATIENCE);
  }

  /**
   * As above.
   *
   * @param patience how long a trial waits for requests, before it begins and before each run
   */
  TrialRunner(SlotTable table, LeaseDesk desk, Runnable whenJudged, Duration patience) {
    this.table = table;
    this.desk = desk;
    this.whenJudged = whenJudged;
    this.patience = patience;
  }

  /** See {@link org.vestibule.api.model.ModelStore#trial}. */
  public Optional<ModelTrial> trial(String... slots) {
    return table.contest(slots).map(contest -> (decided, again) -> queue(contest, decided, again));
  }

  /** Drops what waits and interrupts what runs. */
  @Override
  public void close() {
    worker.shutdownNow();
  }

  private void queue(Contest contest, Verdict decided, ModelTrial.Again again) {
    try {
      worker.execute(() -> judge(contest, decided, again));
    } catch (RejectedExecutionException e) {
      contest.tally().dropped();
    }
  }

  private void judge(Contest contest, Verdict decided, ModelTrial.Again again) {
    if (!contest.running() || !desk.idle().await(patience.toNanos())) {
      contest.tally().dropped();
      return;
    }
    TrialStore store = new TrialStore(contest, table, desk, patience);
    long failed = contest.runs().errors();
    Optional<Verdict> verdict = verdict(contest, again, store);
    boolean failedNow = contest.runs().errors() > failed;
    if (store.busy() || (verdict.isEmpty() && !failedNow && contest.other().retired())) {
      contest.tally().dropped();
    } else if (verdict.isPresent()) {
      contest.tally().judged(decided, verdict.get());
    } else if (!failedNow) {
      contest.tally().incomparable();
    }
    whenJudged.run();
  }

  /** Whatever the caller's work throws is its own affair: a trial has no consequences. */
  private static Optional<Verdict> verdict(
      Contest contest, ModelTrial.Again again, TrialStore store) {
    try {
      return Optional.of(again.with(store));
    } catch (VestibuleException | RuntimeException | LinkageError e) {
      LOG.debug("A trial of {} gave no verdict", contest.other().id(), e);
      return Optional.empty();
    }
  }
}
