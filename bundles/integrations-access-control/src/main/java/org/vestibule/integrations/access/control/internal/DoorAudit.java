// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.audit.AuditTrail;

/**
 * The doors' way to the audit: a line about what has happened waits for the disk, and for an audit
 * that is being replaced, on a thread of its own. Thread-safe.
 */
@Component(service = DoorAudit.class)
public final class DoorAudit {
  /** Lines that may wait. */
  static final int MOST_WAITING = 10_000;

  private static final Logger LOG = LoggerFactory.getLogger(DoorAudit.class);
  private static final String ACTOR = "gateway";
  private static final long PATIENCE_MILLIS = 2000;

  private record Line(String action, Map<String, String> details) {}

  private final Deque<Line> waiting = new ArrayDeque<>();
  private final Thread writer = Threads.named("vestibule-door-audit").newThread(this::write);
  private AuditTrail trail;
  private boolean closed;
  private long lost;

  @Activate
  public void open() {
    writer.start();
  }

  /** Writes what waits, as long as there is an audit to take it. */
  @Deactivate
  public void close() throws InterruptedException {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    writer.join(PATIENCE_MILLIS);
    writer.interrupt();
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public synchronized void setTrail(AuditTrail service) {
    trail = service;
    notifyAll();
  }

  public synchronized void unsetTrail(AuditTrail service) {
    if (trail == service) {
      trail = null;
    }
  }

  /**
   * Writes a line before what it tells of is done.
   *
   * @throws VestibuleException {@code audit-missing}, {@code audit-unwritable}: then it must not be
   *     done
   */
  public void require(String action, Map<String, String> details) throws VestibuleException {
    AuditTrail here;
    synchronized (this) {
      here = trail;
    }
    if (here == null) {
      throw new VestibuleException(
          "audit-missing", action, "no audit", "an audit", "Start the bundle core.");
    }
    here.recordOrHold(ACTOR, action, details);
  }

  /** Writes a line soon about what has happened; returns at once. */
  public synchronized void note(String action, Map<String, String> details) {
    if (waiting.size() >= MOST_WAITING) {
      lost++;
    } else {
      waiting.add(new Line(action, Map.copyOf(details)));
      notifyAll();
    }
  }

  /** Returns how many lines were lost because the audit was away for too long. */
  public synchronized long lost() {
    return lost;
  }

  private void write() {
    try {
      for (Line line = next(); line != null; line = next()) {
        try {
          require(line.action(), line.details());
        } catch (VestibuleException | RuntimeException | LinkageError e) {
          LOG.error("{} is not in the audit: {}", line.action(), e.getMessage());
        }
      }
    } catch (InterruptedException e) {
      LOG.warn("The audit did not take every line before the stop");
    }
  }

  /** Returns the next line that can be written; null at the end. */
  private synchronized Line next() throws InterruptedException {
    while (trail == null || waiting.isEmpty()) {
      if (closed) {
        return null;
      }
      wait();
    }
    return waiting.poll();
  }
}
