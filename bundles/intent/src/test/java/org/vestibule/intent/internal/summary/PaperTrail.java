// SPDX-License-Identifier: Apache-2.0
package org.vestibule.intent.internal.summary;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.vestibule.api.audit.AuditEntry;
import org.vestibule.api.audit.AuditTrail;

/** An audit that holds what a test writes into it, at the times that the test says. */
final class PaperTrail implements AuditTrail {
  private final List<AuditEntry> lines = new ArrayList<>();

  /** Notes a visit that was closed at {@code at}; details as key, value, key, value. */
  PaperTrail visit(String at, String... details) {
    Map<String, String> facts = new TreeMap<>();
    for (int i = 0; i < details.length; i += 2) {
      facts.put(details[i], details[i + 1]);
    }
    return line(at, "visit-closed", facts);
  }

  PaperTrail line(String at, String action, Map<String, String> details) {
    lines.add(
        new AuditEntry(
            lines.size() + 1L, Instant.parse(at), "visit:v-1", "inside", action, details, "", ""));
    return this;
  }

  @Override
  public AuditEntry record(String actor, String action, Map<String, String> details) {
    throw new AssertionError("a summary changes nothing");
  }

  @Override
  public List<AuditEntry> latest(int limit) {
    List<AuditEntry> newest = new ArrayList<>(lines);
    java.util.Collections.reverse(newest);
    return newest.subList(0, Math.min(limit, newest.size()));
  }

  @Override
  public long verify() {
    return lines.size();
  }
}
