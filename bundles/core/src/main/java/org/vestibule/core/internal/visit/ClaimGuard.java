// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.vestibule.api.station.StationId;

/**
 * Stops guessing of codes: after so many wrong ones within a minute a station's codes are ignored
 * for a minute. The bell still rings. Thread-safe.
 */
final class ClaimGuard {
  private static final long MINUTE_NANOS = TimeUnit.MINUTES.toNanos(1);

  private static final class Record {
    private final Deque<Long> wrong = new ArrayDeque<>();
    private boolean blocked;
    private long blockedNanos;
  }

  private final Map<StationId, Record> stations = new HashMap<>();

  /** Returns whether codes of this station are ignored now. */
  synchronized boolean blocked(StationId station, long nowNanos) {
    Record record = stations.get(station);
    if (record != null && record.blocked && nowNanos - record.blockedNanos >= MINUTE_NANOS) {
      stations.remove(station);
      return false;
    }
    return record != null && record.blocked;
  }

  /**
   * Notes a wrong code.
   *
   * @return whether it was one too many, so that codes are ignored from now on
   */
  synchronized boolean wrong(StationId station, long nowNanos, int allowed) {
    Record record = stations.computeIfAbsent(station, id -> new Record());
    while (!record.wrong.isEmpty() && nowNanos - record.wrong.peekFirst() >= MINUTE_NANOS) {
      record.wrong.removeFirst();
    }
    record.wrong.addLast(nowNanos);
    if (record.blocked || record.wrong.size() < allowed) {
      return false;
    }
    record.blocked = true;
    record.blockedNanos = nowNanos;
    return true;
  }
}
