// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.audit.AuditEntry;
import org.vestibule.api.audit.AuditTrail;

/** Keeps its lines in memory, or cannot be written to. */
final class FakeAudit implements AuditTrail {
  final List<AuditEntry> lines = new CopyOnWriteArrayList<>();
  volatile boolean full;

  @Override
  public AuditEntry record(String actor, String action, Map<String, String> details)
      throws VestibuleException {
    if (full) {
      throw new VestibuleException("audit-unwritable", "the audit", "full", "room", "Make room.");
    }
    AuditEntry entry =
        new AuditEntry(lines.size() + 1, Instant.now(), actor, "inside", action, details, "", "");
    lines.add(entry);
    return entry;
  }

  @Override
  public List<AuditEntry> latest(int limit) {
    return lines;
  }

  @Override
  public long verify() {
    return lines.size();
  }

  /** Returns who did what to which pack, one line each. */
  List<String> told() {
    return lines.stream()
        .filter(line -> line.details().containsKey("pack"))
        .map(line -> line.actor() + " " + line.action() + " " + line.details().get("pack"))
        .toList();
  }
}
