// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.audit.AuditEntry;
import org.vestibule.api.audit.AuditTrail;

/** An audit trail in memory that can be full. */
public final class AuditList implements AuditTrail {
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private volatile boolean full;

  public void full(boolean now) {
    full = now;
  }

  public List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  public AuditEntry record(String actor, String action, Map<String, String> details)
      throws VestibuleException {
    if (full) {
      throw new VestibuleException("audit-unwritable", "audit", "full", "room", "Make room.");
    }
    lines.add(action + " " + details);
    return null;
  }

  @Override
  public List<AuditEntry> latest(int limit) {
    return List.of();
  }

  @Override
  public long verify() {
    return lines.size();
  }
}
