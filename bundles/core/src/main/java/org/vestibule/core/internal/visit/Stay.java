// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.Future;
import org.vestibule.core.internal.CoreKey;

/**
 * How long a visit may stay open: to its limit, later while people are called or talk with the
 * visitor, and never beyond a bound that holds whatever is asked for. On the visit's thread only.
 */
final class Stay {
  /** For so long people may be called in one visit. */
  static final Duration MOST_CALLING = Duration.ofMinutes(5);

  static final Duration LEAST = Duration.ofSeconds(1);

  /** Whatever ends by itself ends before the visit is cut. */
  private static final Duration MARGIN = Duration.ofSeconds(2);

  private final Visit visit;
  private final Set<Object> reasons = Collections.newSetFromMap(new IdentityHashMap<>());
  private final long lastNanos;
  private long endNanos;
  private Future<?> limit;

  Stay(Visit visit) {
    this.visit = visit;
    this.endNanos = visit.openedNanos + visit.settings.millis(CoreKey.VISIT_LIMIT).toNanos();
    this.lastNanos =
        endNanos + MOST_CALLING.plus(conversation(visit)).plus(MARGIN.multipliedBy(2)).toNanos();
  }

  /** Returns how long a conversation may take. */
  static Duration conversation(Visit visit) {
    return Duration.ofSeconds(visit.settings.number(CoreKey.CONVERSATION));
  }

  /** The visit begins. */
  void begin() {
    schedule();
  }

  /** The visit ends. */
  void end() {
    limit.cancel(false);
    reasons.clear();
  }

  /** Returns whether somebody wants it open. */
  boolean kept() {
    return !reasons.isEmpty();
  }

  /**
   * Keeps the visit open.
   *
   * @param most for how long at most
   * @return what ends it before that, from any thread
   */
  AutoCloseable keep(Duration most) {
    Object reason = new Object();
    Future<?> over = visit.after(most, () -> reasons.remove(reason));
    reasons.add(reason);
    prolong(most);
    return () -> {
      over.cancel(false);
      visit.step(() -> reasons.remove(reason));
    };
  }

  /** Moves the limit so that there is time for this, as far as the bound allows. */
  void prolong(Duration more) {
    long wanted = visit.desk.ticks().nanos() + more.plus(MARGIN).toNanos();
    if (wanted - lastNanos > 0) {
      wanted = lastNanos;
    }
    if (wanted - endNanos > 0) {
      endNanos = wanted;
      limit.cancel(false);
      schedule();
    }
  }

  private void schedule() {
    long left = Math.max(0, endNanos - visit.desk.ticks().nanos());
    limit =
        visit.after(Duration.ofNanos(left), () -> visit.close("The visit reached its time limit"));
  }
}
