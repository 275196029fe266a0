// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.notify.internal.delivery;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.vestibule.api.outbox.OutboxEntry;

/** The lanes in which something waits. Used by one thread. */
final class Lanes {
  private final Map<String, Lane> byKey = new LinkedHashMap<>();
  private int size;

  void add(OutboxEntry entry) {
    byKey.computeIfAbsent(entry.key(), Lane::new).waiting.add(entry);
    size++;
  }

  /** Returns the lane that may go now and whose first entry is the oldest. */
  Optional<Lane> due(long nanos) {
    return byKey.values().stream()
        .filter(lane -> lane.due(nanos))
        .min(Comparator.comparingLong(lane -> lane.waiting.getFirst().position()));
  }

  OutboxEntry settled(Lane lane) {
    size--;
    OutboxEntry entry = lane.settled();
    if (lane.waiting.isEmpty()) {
      byKey.remove(lane.key);
    }
    return entry;
  }

  /** Returns after how many nanoseconds a lane that pauses may go; {@code most} at most. */
  long untilDue(long nanos, long most) {
    return byKey.values().stream()
        .filter(lane -> !lane.away)
        .mapToLong(lane -> lane.pauses ? lane.dueNanos - nanos : 0)
        .map(left -> Math.max(0, left))
        .min()
        .stream()
        .map(left -> Math.min(left, most))
        .findFirst()
        .orElse(most);
  }

  /** Returns how many entries wait or are on their way. */
  int size() {
    return size;
  }
}
