// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.door;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorActuator;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.door.DoorOutcome.Cancelled;
import org.vestibule.api.door.DoorOutcome.Denied;
import org.vestibule.api.door.DoorOutcome.Opened;
import org.vestibule.api.door.DoorOutcome.TimedOut;
import org.vestibule.api.door.DoorOutcome.Unreachable;

/**
 * One call of a lock on its way: whoever answers first, the lock, the clock or a stop, gives its
 * one outcome. Until the lock is asked nothing has moved; from then on only the lock knows.
 * Thread-safe.
 */
final class LockRun {
  /** With these codes a device says no: nothing was moved. */
  private static final Set<String> NO =
      Set.of(
          "device-refused",
          "no-card",
          "interlocked",
          "fire-release",
          "hold-unsupported",
          "credentials-wrong");

  private enum Phase {
    WAITING,
    ASKED,
    ANSWERED
  }

  private final DoorSettings door;
  private final DoorActuator actuator;
  private final LockCall call;
  private final Executor answers;
  private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.WAITING);
  private final CompletableFuture<DoorOutcome> outcome = new CompletableFuture<>();
  private final FutureTask<?> work = new FutureTask<>(this::carryOut, null);

  /**
   * @param answers runs what waits for the outcome, so that it holds up neither lock nor clock
   */
  LockRun(DoorSettings door, DoorActuator actuator, LockCall call, Executor answers) {
    this.door = door;
    this.actuator = actuator;
    this.call = call;
    this.answers = answers;
  }

  CompletionStage<DoorOutcome> outcome() {
    return outcome.minimalCompletionStage();
  }

  /** Returns what the door's own thread runs. */
  Runnable work() {
    return work;
  }

  DoorSettings door() {
    return door;
  }

  boolean usesActuator(DoorActuator candidate) {
    return actuator == candidate;
  }

  private void carryOut() {
    if (phase.get() != Phase.WAITING) {
      return;
    }
    Optional<DoorOutcome> refusal = call.refusal();
    if (refusal.isPresent()) {
      answer(Phase.WAITING, refusal.get());
    } else if (phase.compareAndSet(Phase.WAITING, Phase.ASKED)) {
      answer(Phase.ASKED, asked());
    }
  }

  private DoorOutcome asked() {
    try {
      String sentence = call.ask(actuator);
      return new Opened(sentence, System.nanoTime());
    } catch (VestibuleException e) {
      return failed(e);
    } catch (InterruptedException e) {
      return unknown("its driver was interrupted");
    } catch (Throwable e) {
      // Also an Error: a driver whose bundle vanished under it throws NoClassDefFoundError.
      return unknown("its driver failed with " + e.getClass().getSimpleName());
    }
  }

  private DoorOutcome failed(VestibuleException e) {
    String code = e.code();
    if (NO.contains(code) || code.startsWith("audit-")) {
      return new Denied(code, e.getMessage());
    }
    // No connection was made, or none was allowed.
    return code.equals("device-unreachable") || code.startsWith("egress-")
        ? nothingMoved(e.getMessage())
        : unknown(e.getMessage());
  }

  /** The lock is out of reach, or did not answer: gives up and interrupts the driver. */
  void giveUp(String why) {
    stop(nothingMoved(why), why);
  }

  /** It is no longer wanted: withdraws what has not been asked, and gives up on what has. */
  void cancel(String code, String why) {
    stop(cancelled(code, why), why);
  }

  /** Withdraws it if the lock has not been asked yet; else the lock may finish. */
  void withdraw(String code, String why) {
    answer(Phase.WAITING, cancelled(code, why));
  }

  private void stop(DoorOutcome unasked, String why) {
    if (answer(Phase.WAITING, unasked) || answer(Phase.ASKED, unknown(why))) {
      work.cancel(true);
    }
  }

  private DoorOutcome cancelled(String code, String why) {
    return new Cancelled(code, door.title() + ": " + why + "; nothing was moved");
  }

  private DoorOutcome nothingMoved(String why) {
    return new Unreachable(door.title() + ": " + why + "; nothing was moved");
  }

  private DoorOutcome unknown(String why) {
    return new TimedOut(door.title() + ": " + why + "; whether the lock moved is not known");
  }

  private boolean answer(Phase from, DoorOutcome value) {
    boolean first = phase.compareAndSet(from, Phase.ANSWERED);
    if (first) {
      answers.execute(() -> outcome.complete(value));
    }
    return first;
  }
}
