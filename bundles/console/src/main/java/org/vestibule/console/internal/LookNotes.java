// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.audit.AuditTrail;
import org.vestibule.api.station.StationId;
import org.vestibule.api.station.StationInfo;

/**
 * Writes down who looks through which station: one line of the audit speaks for a session and a
 * station for an hour, however many pictures are shown. Thread-safe.
 */
final class LookNotes {
  private static final long HOUR_NANOS = Duration.ofHours(1).toNanos();

  private record Looking(String session, StationId station) {}

  private final LongSupplier nanos;
  private final Map<Looking, Long> noted = new ConcurrentHashMap<>();

  LookNotes(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /**
   * Notes a look, unless that was done within the hour.
   *
   * @throws VestibuleException {@code audit-unwritable}: nothing may be shown then
   */
  void note(String session, String who, StationInfo station, AuditTrail audit)
      throws VestibuleException {
    Looking looking = new Looking(session, station.id());
    long now = nanos.getAsLong();
    Long before = noted.get(looking);
    if (before != null && now - before < HOUR_NANOS) {
      return;
    }
    audit.record(
        who,
        "station-looked-at",
        Map.of("station", station.id().value(), "door", station.door().value()));
    noted.values().removeIf(at -> now - at >= HOUR_NANOS);
    noted.put(looking, now);
  }
}
