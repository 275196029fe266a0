// SPDX-License-Identifier: Apache-2.0
package org.vestibule.broker.internal;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.audit.AuditTrail;

/**
 * Writes logins that failed to the audit, on a thread of its own, because a line of the audit waits
 * for the disk. At most {@value #MOST} wait; how many more there were stands in the next line.
 * Thread-safe.
 */
final class LoginAudit implements LoginNotes {
  private static final Logger LOG = LoggerFactory.getLogger(LoginAudit.class);
  private static final int MOST = 256;

  private final AtomicLong unwritten = new AtomicLong();
  private final ThreadPoolExecutor writer =
      new ThreadPoolExecutor(
          0,
          1,
          5,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(MOST),
          task -> {
            Thread thread = new Thread(task, "vestibule-broker-audit");
            thread.setDaemon(true);
            return thread;
          },
          (task, pool) -> unwritten.incrementAndGet());
  private volatile AuditTrail audit;

  void use(AuditTrail service) {
    audit = service;
  }

  void notUse(AuditTrail service) {
    if (audit == service) {
      audit = null;
    }
  }

  @Override
  public void wrong(String user, String address, boolean waits) {
    Map<String, String> details =
        Map.of(
            "user",
            user.isEmpty() ? "unknown" : user,
            "address",
            address,
            "locked-out",
            Boolean.toString(waits));
    writer.execute(() -> write(details));
  }

  private void write(Map<String, String> details) {
    AuditTrail now = audit;
    try {
      if (now != null) {
        Map<String, String> all = new HashMap<>(details);
        long missed = unwritten.getAndSet(0);
        if (missed > 0) {
          all.put("others-not-written", Long.toString(missed));
        }
        now.record("broker", "broker-login-failed", all);
      }
    } catch (VestibuleException e) {
      unwritten.incrementAndGet();
      LOG.warn("A failed login is not in the audit: {}", e.getMessage());
    }
  }

  /** Writes what waits, and ends. */
  void close() throws InterruptedException {
    writer.shutdown();
    writer.awaitTermination(5, TimeUnit.SECONDS);
  }
}
