// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.vault;

import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.audit.AuditTrail;

/**
 * Tells the audit what became of the vault. The vault may open before the audit is here: what was
 * told until then waits. Thread-safe.
 */
final class VaultJournal {
  private static final Logger LOG = LoggerFactory.getLogger(VaultJournal.class);
  private static final int MOST_WAITING = 100;

  private record Entry(String action, Map<String, String> details) {}

  private final Queue<Entry> waiting = new ArrayDeque<>();
  private AuditTrail trail;

  /** Takes a trail, or none, and tells it what waited. */
  void take(AuditTrail taken) {
    synchronized (this) {
      trail = taken;
    }
    flush();
  }

  /** Lets go of a trail, unless another one has come already. */
  synchronized void drop(AuditTrail dropped) {
    if (trail == dropped) {
      trail = null;
    }
  }

  /** Notes what happened; {@link #flush} tells it, where the caller holds no lock. */
  synchronized void note(String action, Map<String, String> details) {
    if (waiting.size() < MOST_WAITING) {
      waiting.add(new Entry(action, details));
    }
  }

  /** Tells what was noted, if there is an audit. */
  void flush() {
    while (true) {
      AuditTrail current;
      Entry next;
      synchronized (this) {
        current = trail;
        next = current == null ? null : waiting.poll();
      }
      if (next == null) {
        return;
      }
      try {
        current.record("gateway", next.action, next.details);
      } catch (VestibuleException e) {
        LOG.error("{} is not in the audit: {}", next.action, e.getMessage());
      }
    }
  }
}
