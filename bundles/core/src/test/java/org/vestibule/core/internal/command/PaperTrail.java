// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.command;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Acting;
import org.vestibule.api.audit.AuditEntry;
import org.vestibule.api.audit.AuditTrail;

/** A trail in memory that can be made to refuse. */
final class PaperTrail implements AuditTrail {
  private final List<AuditEntry> entries = new ArrayList<>();
  volatile boolean broken;

  @Override
  public synchronized AuditEntry record(String actor, String action, Map<String, String> details)
      throws VestibuleException {
    if (broken) {
      throw new VestibuleException("audit-unwritable", "audit", "a full disk", "room", "Make room");
    }
    AuditEntry entry =
        new AuditEntry(
            entries.size() + 1,
            Instant.now(),
            actor,
            Acting.now().through().name().toLowerCase(Locale.ROOT),
            action,
            new TreeMap<>(details),
            "",
            "");
    entries.add(entry);
    return entry;
  }

  @Override
  public List<AuditEntry> latest(int limit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long verify() {
    throw new UnsupportedOperationException();
  }

  synchronized List<AuditEntry> entries() {
    return List.copyOf(entries);
  }

  /** Returns what was done, oldest first. */
  List<String> actions() {
    return entries().stream().map(AuditEntry::action).toList();
  }

  /** Returns the entries of one action. */
  Stream<AuditEntry> of(String action) {
    return entries().stream().filter(entry -> entry.action().equals(action));
  }
}
