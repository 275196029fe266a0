// SPDX-License-Identifier: Apache-2.0
package org.vestibule.egress.internal;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.vestibule.api.egress.DataClass;
import org.vestibule.api.egress.EgressBroker.Report;

/** The meters of all sinks, by name. Thread-safe. */
final class Meters {
  private final Map<String, Meter> bySink = new ConcurrentSkipListMap<>();
  private volatile Instant since;

  Meters(Clock clock) {
    since = clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  Meter of(String sink, String bundle) {
    return bySink.computeIfAbsent(sink, name -> new Meter(name, bundle));
  }

  Collection<Meter> all() {
    return bySink.values();
  }

  List<Report> reports() {
    return bySink.values().stream().map(Meter::report).toList();
  }

  Instant since() {
    return since;
  }

  /** Takes over an earlier beginning. */
  synchronized void began(Instant earlier) {
    since = earlier.isBefore(since) ? earlier : since;
  }

  /** Returns how many bytes of sound and pictures as they were taken went beyond this machine. */
  long rawOutside() {
    return bySink.values().stream()
        .mapToLong(meter -> meter.outside(DataClass.RAW_AUDIO) + meter.outside(DataClass.RAW_VIDEO))
        .sum();
  }
}
