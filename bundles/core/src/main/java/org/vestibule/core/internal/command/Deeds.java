// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.command;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Acting;
import org.vestibule.api.access.Caller;
import org.vestibule.api.audit.AuditTrail;
import org.vestibule.api.door.DoorController;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.core.internal.Threads;

/**
 * The deeds that are under way. Outcomes are written down by threads of their own, so that no
 * door's thread waits for a disk. Thread-safe.
 */
final class Deeds {
  private static final Logger LOG = LoggerFactory.getLogger(Deeds.class);

  /** So many that their lines reach the disk together. */
  private static final int WRITERS = 16;

  private static final long FAREWELL_SECONDS = 2;

  // What waits for a writer is bounded by what may be under way.
  private final ThreadPoolExecutor writers =
      new ThreadPoolExecutor(
          WRITERS,
          WRITERS,
          10,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          Threads.named("command"));

  private final Map<Deed, CompletableFuture<Void>> underWay = new ConcurrentHashMap<>();

  Deeds() {
    writers.allowCoreThreadTimeOut(true);
  }

  /**
   * Begins a deed in the name of {@code caller}.
   *
   * @param end is given the outcome once, on a thread that may wait for a disk
   * @throws VestibuleException {@code audit-unwritable}; nothing was asked
   */
  void begin(
      Deed deed, Caller caller, DoorController doors, AuditTrail audit, Consumer<DoorOutcome> end)
      throws VestibuleException {
    CompletableFuture<Void> over = new CompletableFuture<>();
    underWay.put(deed, over);
    over.whenComplete((nothing, never) -> underWay.remove(deed));
    boolean asked = false;
    try {
      Acting.as(caller, () -> deed.begin(doors, audit))
          .whenComplete((outcome, never) -> write(() -> end(end, outcome, over)));
      asked = true;
    } finally {
      if (!asked) {
        over.complete(null);
      }
    }
  }

  private static void end(
      Consumer<DoorOutcome> end, DoorOutcome outcome, CompletableFuture<Void> over) {
    try {
      end.accept(outcome);
    } finally {
      over.complete(null);
    }
  }

  private void write(Runnable work) {
    try {
      writers.execute(work);
    } catch (RejectedExecutionException e) {
      // The last ones, while this stops.
      work.run();
    }
  }

  /** Waits a moment for the doors that were asked; what they do then is not known. */
  void stop() {
    try {
      CompletableFuture.allOf(underWay.values().toArray(CompletableFuture[]::new))
          .get(FAREWELL_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      LOG.warn("{} commands are unanswered while the gateway stops", underWay.size());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Set.copyOf(underWay.keySet())
        .forEach(deed -> deed.giveUp("The gateway stops; what moved is not known"));
    writers.shutdown();
    try {
      writers.awaitTermination(FAREWELL_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
