// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.audit.AuditEntry;
import org.vestibule.api.audit.AuditTrail;

/** An audit in memory that may refuse lines. */
public final class PaperTrail implements AuditTrail {
  private final Fuse fuse;
  private final List<AuditEntry> lines = Collections.synchronizedList(new ArrayList<>());
  private volatile boolean broken;

  /** Starts empty. */
  public PaperTrail(Fuse fuse) {
    this.fuse = fuse;
  }

  /** From now on no line can be written, or it can again. */
  public void broken(boolean now) {
    broken = now;
  }

  /** Cuts the last line off. */
  public void cut() {
    lines.remove(lines.size() - 1);
  }

  /** Returns the actions, oldest first. */
  public List<String> actions() {
    return List.copyOf(lines).stream().map(AuditEntry::action).toList();
  }

  /** Returns everything that was ever written, as one text. */
  public String text() {
    return List.copyOf(lines).toString();
  }

  @Override
  public AuditEntry record(String actor, String action, Map<String, String> details)
      throws VestibuleException {
    if (broken) {
      throw new VestibuleException("audit-unwritable", "the audit", "broken", "-", "-");
    }
    fuse.touch();
    long sequence = lines.size() + 1L;
    String hash = HexFormat.of().toHexDigits(31 * details.hashCode() + sequence);
    AuditEntry entry =
        new AuditEntry(
            sequence, Instant.EPOCH, actor, "inside", action, details, "0", hash.repeat(4));
    lines.add(entry);
    fuse.touch();
    return entry;
  }

  @Override
  public List<AuditEntry> latest(int limit) {
    List<AuditEntry> newest = new ArrayList<>(lines);
    Collections.reverse(newest);
    return newest.subList(0, Math.min(limit, newest.size()));
  }

  @Override
  public long verify() {
    return lines.size();
  }
}
