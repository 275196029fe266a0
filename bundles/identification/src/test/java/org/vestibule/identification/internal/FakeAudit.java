// SPDX-License-Identifier: Apache-2.0
package org.vestibule.identification.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.audit.AuditEntry;
import org.vestibule.api.audit.AuditTrail;

/** An audit on a disk that can be full; what happens is told to a list. */
final class FakeAudit implements AuditTrail {
  private final List<String> happened;
  final List<Map<String, String>> details = new ArrayList<>();
  boolean full;

  FakeAudit(List<String> happened) {
    this.happened = happened;
  }

  @Override
  public AuditEntry record(String actor, String action, Map<String, String> facts)
      throws VestibuleException {
    if (full) {
      throw new VestibuleException(
          "audit-unwritable", "audit", "a full disk", "space", "Make some.");
    }
    happened.add(action);
    details.add(facts);
    return new AuditEntry(happened.size(), Instant.EPOCH, actor, "inside", action, facts, "", "");
  }

  @Override
  public List<AuditEntry> latest(int limit) {
    return List.of();
  }

  @Override
  public long verify() {
    return happened.size();
  }
}
