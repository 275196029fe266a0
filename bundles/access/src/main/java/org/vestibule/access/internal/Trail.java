// SPDX-License-Identifier: Apache-2.0
package org.vestibule.access.internal;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Acting;
import org.vestibule.api.access.Caller;
import org.vestibule.api.audit.AuditTrail;

/**
 * What access writes into the audit: no password, no code, no token, and no name that is no
 * account's, for people type passwords into the wrong field. Thread-safe.
 */
final class Trail {
  private static final Logger LOG = LoggerFactory.getLogger(Trail.class);
  private static final int MOST_REFUSALS = 10;
  private static final long WINDOW_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final Surroundings surroundings;
  private final LongSupplier nanos;
  private long windowBegan;
  private int inWindow;
  private int unreported;

  Trail(Surroundings surroundings, LongSupplier nanos) {
    this.surroundings = surroundings;
    this.nanos = nanos;
    windowBegan = nanos.getAsLong();
  }

  /**
   * Records a change before it is made.
   *
   * @throws VestibuleException {@code audit-unwritable}: it must not be made
   */
  void change(String action, Map<String, String> details) throws VestibuleException {
    Optional<AuditTrail> audit = surroundings.audit();
    if (audit.isEmpty()) {
      throw new VestibuleException(
          "audit-unwritable",
          "audit",
          "the audit is not there, or is being replaced",
          "changes that are recorded",
          "Try again in a few seconds.");
    }
    audit.get().record(Acting.now().subject(), action, details);
  }

  /** Records what happened, and waits for no disk: a full one must not keep its owner out. */
  void note(
      String actor, Caller.Kind kind, Caller.Through through, String action, String... facts) {
    Map<String, String> details = new HashMap<>();
    for (int i = 0; i < facts.length; i += 2) {
      details.put(facts[i], facts[i + 1]);
    }
    try {
      Optional<AuditTrail> audit = surroundings.audit();
      if (audit.isPresent()) {
        Caller caller = new Caller(actor, kind, through, Set.of(), Optional.empty());
        Acting.as(caller, () -> audit.get().recordOrHold(actor, action, details));
      } else {
        LOG.warn("No audit is there for {} by {}", action, actor);
      }
    } catch (VestibuleException e) {
      LOG.warn("{} by {} is not in the audit: {}", action, actor, e.code());
    }
  }

  /** Records a refusal, ten a minute at most; how many were left out is said with the next one. */
  void refusal(String actor, Caller.Through through, String action, String code, String network) {
    int left;
    synchronized (this) {
      long now = nanos.getAsLong();
      if (now - windowBegan >= WINDOW_NANOS) {
        windowBegan = now;
        inWindow = 0;
      }
      if (++inWindow > MOST_REFUSALS) {
        unreported++;
        return;
      }
      left = unreported;
      unreported = 0;
    }
    note(
        actor,
        Caller.Kind.PERSON,
        through,
        action,
        "code",
        code,
        "from",
        network,
        "unreported",
        Integer.toString(left));
  }
}
