// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.vestibule.api.door.UnlockOrder;

/**
 * Remembers which orders were used, each for as long as it lives: after that its age refuses it. An
 * order that still lives is never forgotten to make room. Thread-safe.
 */
final class UsedOrders {
  /** Orders that may live at the same time. */
  static final int MOST = 10_000;

  private final Map<String, Long> expiry = new ConcurrentHashMap<>();

  /** What a first or a further use finds. */
  enum Use {
    FIRST,
    AGAIN,
    NO_ROOM
  }

  /** Notes the use of an order, at {@code nowNanos}; exactly one caller gets FIRST for an id. */
  Use use(UnlockOrder order, long nowNanos) {
    if (expiry.size() >= MOST) {
      expiry.values().removeIf(expires -> nowNanos - expires >= 0);
      if (expiry.size() >= MOST) {
        return expiry.containsKey(order.id()) ? Use.AGAIN : Use.NO_ROOM;
      }
    }
    Long before = expiry.putIfAbsent(order.id(), order.expiresAtNanos());
    return before == null ? Use.FIRST : Use.AGAIN;
  }

  /** Forgets the orders that are dead at {@code nowNanos}. */
  void sweep(long nowNanos) {
    expiry.values().removeIf(expires -> nowNanos - expires >= 0);
  }
}
