// SPDX-License-Identifier: Apache-2.0
package org.vestibule.egress.internal;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.audit.AuditTrail;

/**
 * Tells the audit what was held back. A sink that is refused in a loop must not fill the audit:
 * each sink has one line per code in ten minutes, with how many there were since the last one.
 * Thread-safe.
 */
final class Refusals {
  private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
  private static final long QUIET_NANOS = TimeUnit.MINUTES.toNanos(10);
  private static final int MOST_KINDS = 1_000;

  private final LongSupplier nanos;
  private final Map<String, Long> told = new TreeMap<>();
  private final Map<String, Long> silent = new TreeMap<>();
  private volatile AuditTrail audit;

  Refusals(LongSupplier nanos) {
    this.nanos = nanos;
  }

  void audit(AuditTrail service) {
    audit = service;
  }

  void forget(AuditTrail service) {
    if (audit == service) {
      audit = null;
    }
  }

  void note(String bundle, String sink, VestibuleException refusal) {
    AuditTrail trail = audit;
    long since = trail == null ? -1 : due(sink + " " + refusal.code());
    if (since < 0) {
      return;
    }
    LOG.warn("Held back: {}", refusal.getMessage());
    try {
      trail.record(
          bundle,
          "egress-refused",
          Map.of(
              "sink", sink,
              "code", refusal.code(),
              "found", refusal.found(),
              "since", Long.toString(since)));
    } catch (VestibuleException e) {
      LOG.warn("It was held back, but the audit does not take it: {}", e.getMessage());
    }
  }

  /** Returns how many were not told since the last that was; -1 while it is too early. */
  private synchronized long due(String kind) {
    long now = nanos.getAsLong();
    Long before = told.get(kind);
    if (before != null ? now - before < QUIET_NANOS : told.size() >= MOST_KINDS) {
      silent.merge(kind, 1L, Long::sum);
      return -1;
    }
    told.put(kind, now);
    Long since = silent.remove(kind);
    return since == null ? 0 : since;
  }
}
