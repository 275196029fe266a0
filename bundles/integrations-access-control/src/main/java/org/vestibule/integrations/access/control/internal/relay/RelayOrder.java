// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.relay;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorId;

/**
 * What a module's thread is asked to do with a door. Whoever stops waiting takes it back unless it
 * has begun: no door opens for an order that nobody waits for any more.
 */
final class RelayOrder {
  /** What is wanted. */
  enum Kind {
    PULSE,
    HOLD,
    SECURE
  }

  final Kind kind;
  final DoorId door;
  final Duration length;
  private final AtomicBoolean taken = new AtomicBoolean();
  private final CompletableFuture<Void> done = new CompletableFuture<>();

  RelayOrder(Kind kind, DoorId door, Duration length) {
    this.kind = kind;
    this.door = door;
    this.length = length;
  }

  /** Takes it to carry it out, or back; the first one has it. */
  boolean take() {
    return taken.compareAndSet(false, true);
  }

  void succeeded() {
    done.complete(null);
  }

  void failed(Exception why) {
    done.completeExceptionally(why);
  }

  /** Waits for the end. */
  void await() throws VestibuleException, InterruptedException {
    try {
      done.get();
    } catch (InterruptedException e) {
      take();
      throw e;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof VestibuleException known) {
        throw known;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
