// SPDX-License-Identifier: Apache-2.0
package org.vestibule.identification.internal.search;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that search. The caller's own always does; helpers join where there is enough to do
 * and one is free. Nobody waits for a helper to become free. Thread-safe.
 */
public class Crew implements AutoCloseable {
  /** Below it a second thread costs more than it brings. */
  private static final int BLOCKS_FOR_HELP = 4;

  private static final long IDLE_SECONDS = 30;

  private final int helpers;
  private final ThreadPoolExecutor pool;

  /**
   * @param threads how many search at most, the caller's included; from 1
   */
  public Crew(int threads) {
    helpers = threads - 1;
    pool =
        new ThreadPoolExecutor(
            0,
            Math.max(1, helpers),
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            task -> {
              Thread thread = new Thread(task, "vestibule-face-search");
              thread.setDaemon(true);
              return thread;
            });
  }

  Scan search(Version version, Probe probe) {
    AtomicInteger turn = new AtomicInteger();
    List<CompletableFuture<Scan>> parts = new ArrayList<>();
    int helping = version.blocks().size() < BLOCKS_FOR_HELP ? 0 : helpers;
    try {
      for (int i = 0; i < helping; i++) {
        parts.add(CompletableFuture.supplyAsync(() -> part(version, probe, turn), pool));
      }
    } catch (RejectedExecutionException e) {
      // All helpers are busy: their turns are taken here.
    }
    Scan found = part(version, probe, turn);
    // The version is held until each helper has let go of it, also when the caller is interrupted.
    parts.forEach(part -> found.merge(part.join()));
    return found;
  }

  private static Scan part(Version version, Probe probe, AtomicInteger turn) {
    Scan scan = new Scan(probe, version.number());
    int blocks = version.blocks().size();
    for (int block = turn.getAndIncrement(); block < blocks; block = turn.getAndIncrement()) {
      version.search(block, scan);
    }
    return scan;
  }

  /** Ends the helpers; a search that is under way is finished, a later one goes without. */
  @Override
  public void close() {
    pool.shutdown();
  }
}
