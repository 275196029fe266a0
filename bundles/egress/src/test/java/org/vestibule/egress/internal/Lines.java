// SPDX-License-Identifier: Apache-2.0
package org.vestibule.egress.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.vestibule.api.audit.AuditEntry;
import org.vestibule.api.audit.AuditTrail;

/** An audit in memory. */
final class Lines implements AuditTrail {
  final List<AuditEntry> lines = new ArrayList<>();

  @Override
  public synchronized AuditEntry record(String actor, String action, Map<String, String> details) {
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
}
