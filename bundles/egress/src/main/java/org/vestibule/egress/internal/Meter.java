// SPDX-License-Identifier: Apache-2.0
package org.vestibule.egress.internal;

import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vestibule.api.egress.DataClass;
import org.vestibule.api.egress.EgressBroker.Host;
import org.vestibule.api.egress.EgressBroker.Report;

/** What one sink was sent. Thread-safe. */
final class Meter {
  private static final int MOST_HOSTS = 64;

  private final String sink;
  private final String bundle;
  private final Map<DataClass, Long> payload = new EnumMap<>(DataClass.class);
  private final Map<DataClass, Long> outside = new EnumMap<>(DataClass.class);
  private final Set<Host> hosts = new LinkedHashSet<>();
  private long wire;
  private long refused;

  Meter(String sink, String bundle) {
    this.sink = sink;
    this.bundle = bundle;
  }

  String sink() {
    return sink;
  }

  /** Counts; nothing is how somebody asks whether something may be sent. */
  synchronized void sent(DataClass what, long bytes, boolean out) {
    if (bytes == 0) {
      return;
    }
    payload.merge(what, bytes, Long::sum);
    if (out) {
      outside.merge(what, bytes, Long::sum);
    }
  }

  synchronized void wrote(long bytes) {
    wire += bytes;
  }

  synchronized void refused() {
    refused++;
  }

  /** Notes where something goes; beyond the bound no more hosts are listed, all bytes are. */
  synchronized void reached(Host host) {
    if (hosts.size() < MOST_HOSTS) {
      hosts.add(host);
    }
  }

  /** Returns how many bytes of a class went beyond this machine. */
  synchronized long outside(DataClass what) {
    return outside.getOrDefault(what, 0L);
  }

  /** Adds what was counted before. */
  synchronized void add(Report before, Map<DataClass, Long> outsideBefore) {
    before.payload().forEach((what, bytes) -> payload.merge(what, bytes, Long::sum));
    outsideBefore.forEach((what, bytes) -> outside.merge(what, bytes, Long::sum));
    before.hosts().forEach(this::reached);
    wire += before.wire();
    refused += before.refused();
  }

  synchronized Report report() {
    return new Report(sink, bundle, payload, wire, refused, List.copyOf(hosts));
  }
}
