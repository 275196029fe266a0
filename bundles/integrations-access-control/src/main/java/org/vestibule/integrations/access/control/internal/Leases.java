// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * What this gateway keeps released at devices that do not let go by themselves, and until when.
 * Times are on {@link System#nanoTime()}. Thread-safe.
 *
 * @param <K> what is held
 */
public final class Leases<K> {
  private final Map<K, Long> until = new ConcurrentHashMap<>();

  /**
   * Notes a hold, or its renewal, before the device is told: should the answer be lost, it is
   * locked all the same.
   *
   * @return until when it was held before, if it was
   */
  public Optional<Long> begin(K what, long endNanos) {
    return Optional.ofNullable(until.put(what, endNanos));
  }

  /** Takes back a {@link #begin} of which the device knows nothing; what was held before stays. */
  public void undo(K what, long endNanos, Optional<Long> before) {
    until.computeIfPresent(what, (same, now) -> now == endNanos ? before.orElse(null) : now);
  }

  /** Notes that it is locked, or will be by the device. */
  public void ended(K what) {
    until.remove(what);
  }

  /** Notes that what ended then is locked; a renewal that came meanwhile is still to be ended. */
  public void ended(K what, long endNanos) {
    until.remove(what, endNanos);
  }

  /** Returns what is still to be locked though its time is over, and since when. */
  public Map<K, Long> due(long nowNanos) {
    return until.entrySet().stream()
        .filter(lease -> nowNanos - lease.getValue() >= 0)
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Returns everything that is kept released. */
  public Set<K> all() {
    return Set.copyOf(until.keySet());
  }

  /** Returns how long until the next one is over, at most {@code most}. */
  public long next(long nowNanos, long most) {
    return until.values().stream()
        .mapToLong(end -> Math.max(0, end - nowNanos))
        .reduce(most, Math::min);
  }
}
