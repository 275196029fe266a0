// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.coap;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Acting;
import org.vestibule.api.access.Caller;
import org.vestibule.api.audit.AuditTrail;

/**
 * Writes into the audit who was refused what: once in ten minutes for each peer and reason, with
 * how many there were in between, so that a flood fills no disk. Thread-safe.
 */
final class Refusals {
  private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
  private static final long QUIET_NANOS = 600_000_000_000L;
  private static final int MOST = 512;

  private final Supplier<AuditTrail> audit;
  private final Executor worker;
  private final LongSupplier nanos;
  private final AtomicLong all = new AtomicLong();
  private final Map<String, Count> counts = new Recent();

  /**
   * @param worker writes: the audit waits for a disk, and no datagram does
   */
  Refusals(Supplier<AuditTrail> audit, Executor worker, LongSupplier nanos) {
    this.audit = audit;
    this.worker = worker;
    this.nanos = nanos;
  }

  /** Returns how many there were. */
  long all() {
    return all.get();
  }

  /** Notes a request that was refused for who sent it; other mistakes are nobody's business. */
  void note(Asking asking, Refused refused) {
    if (refused.response() == ResponseCode.UNAUTHORIZED
        || refused.response() == ResponseCode.FORBIDDEN) {
      note(asking.who(), refused.code(), () -> asking.caller());
    }
  }

  /** Notes a handshake that failed: nobody knows whose it was. */
  void handshake(String code) {
    note("nobody", code, () -> Caller.GATEWAY);
  }

  private void note(String who, String code, Supplier<Caller> caller) {
    all.incrementAndGet();
    long since;
    synchronized (this) {
      Count count = counts.computeIfAbsent(who + " " + code, key -> new Count());
      long now = nanos.getAsLong();
      if (count.written && now - count.at < QUIET_NANOS) {
        count.since++;
        return;
      }
      since = count.since;
      count.since = 0;
      count.at = now;
      count.written = true;
    }
    try {
      worker.execute(() -> Acting.as(caller.get(), () -> write(who, code, since)));
    } catch (RejectedExecutionException e) {
      LOG.debug("A refusal is not in the audit: too many wait");
    }
  }

  private Void write(String who, String code, long since) {
    AuditTrail trail = audit.get();
    if (trail == null) {
      return null;
    }
    try {
      trail.recordOrHold(
          "coap", "coap-refused", Map.of("peer", who, "code", code, "before", "" + since));
    } catch (VestibuleException e) {
      LOG.warn("A refusal is not in the audit: {}", e.getMessage());
    }
    return null;
  }

  private static final class Count {
    private boolean written;
    private long at;
    private long since;
  }

  private static final class Recent extends LinkedHashMap<String, Count> {
    private static final long serialVersionUID = 1L;

    Recent() {
      super(64, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
      return size() > MOST;
    }
  }
}
