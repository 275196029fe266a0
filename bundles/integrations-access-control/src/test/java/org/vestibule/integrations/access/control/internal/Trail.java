// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.audit.AuditEntry;
import org.vestibule.api.audit.AuditTrail;

/** An audit that a test reads as it is written. */
public final class Trail implements AuditTrail {
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private volatile boolean full;

  /** Takes nothing more. */
  public void fill() {
    full = true;
  }

  /** Returns the next line: its action and its details. */
  public String next() throws InterruptedException {
    return lines.poll(60, TimeUnit.SECONDS);
  }

  /** Returns whether every line was read. */
  public boolean read() {
    return lines.isEmpty();
  }

  @Override
  public AuditEntry record(String actor, String action, Map<String, String> details)
      throws VestibuleException {
    if (full) {
      throw new VestibuleException("audit-unwritable", action, "full", "room", "Make room.");
    }
    lines.add(action + " " + new TreeMap<>(details));
    return new AuditEntry(1, Instant.EPOCH, actor, "inside", action, details, "", "");
  }

  @Override
  public List<AuditEntry> latest(int limit) {
    return List.of();
  }

  @Override
  public long verify() {
    return 0;
  }
}
