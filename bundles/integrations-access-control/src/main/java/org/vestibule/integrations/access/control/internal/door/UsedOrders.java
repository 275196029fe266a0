// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.door;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.door.DoorOutcome.Denied;
import org.vestibule.api.door.UnlockOrder;

/**
 * Remembers which orders were used and what came of each, for as long as it lives and a little
 * longer, so that whoever asks again after a late answer hears the same; then its age refuses it.
 * An order that still lives is never forgotten to make room. Thread-safe.
 */
final class UsedOrders {
  /** Orders that may live at the same time. */
  static final int MOST = 10_000;

  private static final long AFTERLIFE = TimeUnit.SECONDS.toNanos(10);

  private record Use(UnlockOrder order, CompletableFuture<DoorOutcome> outcome) {
    boolean over(long nowNanos) {
      return nowNanos - order.expiresAtNanos() >= AFTERLIFE;
    }
  }

  private final Map<String, Use> uses = new ConcurrentHashMap<>();

  /**
   * Returns what comes of an order: the first use of its id carries it out, an equal one gets the
   * outcome of the first, another one is refused.
   */
  CompletionStage<DoorOutcome> use(
      UnlockOrder order, long nowNanos, Supplier<CompletionStage<DoorOutcome>> carryOut) {
    if (uses.size() >= MOST) {
      sweep(nowNanos);
      if (uses.size() >= MOST && !uses.containsKey(order.id())) {
        return LockCalls.answered(
            new Denied("too-many-orders", "More than " + MOST + " orders are alive"));
      }
    }
    Use mine = new Use(order, new CompletableFuture<>());
    Use first = uses.putIfAbsent(order.id(), mine);
    if (first == null) {
      carryOut.get().thenAccept(mine.outcome()::complete);
      return mine.outcome().minimalCompletionStage();
    }
    return again(first, order);
  }

  /** Returns what came of an order, if its id was used. */
  Optional<CompletionStage<DoorOutcome>> used(UnlockOrder order) {
    return Optional.ofNullable(uses.get(order.id())).map(first -> again(first, order));
  }

  /** Forgets the orders that are long dead at {@code nowNanos}. */
  void sweep(long nowNanos) {
    uses.values().removeIf(use -> use.over(nowNanos));
  }

  private static CompletionStage<DoorOutcome> again(Use first, UnlockOrder order) {
    return first.order().equals(order)
        ? first.outcome().minimalCompletionStage()
        : LockCalls.answered(
            new Denied("order-used", "Another order had this id before; give it its own"));
  }
}
