// SPDX-License-Identifier: Apache-2.0
package org.vestibule.rights.internal;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.vestibule.api.door.Entitlement.Granted;
import org.vestibule.api.rights.AccessRequest;

/** Orders that were promised something and have not ended. Thread-safe. */
final class Orders {
  /** An order lives for 1.5 s; of one that was not settled by then nobody knows how it ended. */
  private static final long LOST_NANOS = TimeUnit.MINUTES.toNanos(2);

  private static final int MOST = 10_000;

  private final Map<String, Promise> open = new LinkedHashMap<>();

  /** What an order was promised. */
  record Promise(String order, AccessRequest request, Granted granted, long nanos) {}

  synchronized Optional<Promise> find(String order) {
    return Optional.ofNullable(open.get(order));
  }

  /**
   * Notes a promise; returns the one that the order had already, or another one beside which it
   * must not be, if there is such a one.
   */
  synchronized Optional<Promise> put(Promise promise, Predicate<Promise> against) {
    Promise before = open.get(promise.order());
    Optional<Promise> other =
        before != null ? Optional.of(before) : open.values().stream().filter(against).findFirst();
    if (other.isEmpty()) {
      open.put(promise.order(), promise);
    }
    return other;
  }

  synchronized void remove(String order) {
    open.remove(order);
  }

  /**
   * Ends an order; while it does nobody else is promised anything.
   *
   * @param settling changes what is in memory, and waits for nothing
   * @return whether it was open
   */
  synchronized boolean end(String order, Consumer<Promise> settling) {
    Promise promise = open.get(order);
    if (promise == null) {
      return false;
    }
    settling.accept(promise);
    open.remove(order);
    return true;
  }

  /** Takes out what was never settled, the oldest first. */
  synchronized List<Promise> lost(long nanos) {
    List<Promise> lost = new ArrayList<>();
    for (Iterator<Promise> each = open.values().iterator(); each.hasNext(); ) {
      Promise promise = each.next();
      if (nanos - promise.nanos() < LOST_NANOS && open.size() <= MOST) {
        break;
      }
      lost.add(promise);
      each.remove();
    }
    return lost;
  }
}
