// SPDX-License-Identifier: Apache-2.0
package org.vestibule.rights.internal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.audit.AuditEntry;
import org.vestibule.api.audit.AuditTrail;

/** An audit in memory, which can be unwritable. */
final class FakeAudit implements AuditTrail {
  final List<AuditEntry> lines = new CopyOnWriteArrayList<>();
  volatile boolean unwritable;

  @Override
  public synchronized AuditEntry record(String actor, String action, Map<String, String> details)
      throws VestibuleException {
    if (unwritable) {
      throw new VestibuleException("audit-unwritable", "audit", "full", "-", "-");
    }
    AuditEntry line =
        new AuditEntry(lines.size() + 1, Instant.EPOCH, actor, "inside", action, details, "", "");
    lines.add(line);
    return line;
  }

  @Override
  public List<AuditEntry> latest(int limit) {
    return List.copyOf(lines);
  }

  @Override
  public long verify() {
    return lines.size();
  }

  List<String> actions() {
    return lines.stream().map(AuditEntry::action).toList();
  }
}
