// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.consent;

import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.audit.AuditTrail;
import org.vestibule.api.consent.Purpose;

/** Tells the audit, which may be away for a moment while it is replaced. Thread-safe. */
public final class LedgerAudit {
  private static final Logger LOG = LoggerFactory.getLogger(LedgerAudit.class);

  private final Supplier<AuditTrail> trail;

  /**
   * @param trail gives the one that is there, or null
   */
  public LedgerAudit(Supplier<AuditTrail> trail) {
    this.trail = trail;
  }

  /**
   * Consent was given.
   *
   * @throws VestibuleException {@code audit-unwritable}; then it must not stand
   */
  void given(String by, UUID subject, LedgerRows.Line line) throws VestibuleException {
    Map<String, String> facts = facts(subject, line.purpose());
    facts.put("consent", line.id().toString());
    facts.put("text", line.textVersion());
    facts.put("language", line.language());
    facts.put("channel", line.channel());
    AuditTrail audit = trail.get();
    if (audit == null) {
      throw new VestibuleException(
          "audit-unwritable", "audit", "no audit", "one that can be written", "Try again.");
    }
    audit.record(by, "consent-given", facts);
  }

  /** Consent was taken back, which waits for no audit. */
  void withdrawn(String by, UUID subject, Purpose purpose) {
    AuditTrail audit = trail.get();
    try {
      if (audit != null) {
        audit.recordOrHold(by, "consent-withdrawn", facts(subject, purpose));
        return;
      }
      LOG.warn("A withdrawal could not be audited: there is no audit");
    } catch (VestibuleException e) {
      LOG.warn("A withdrawal could not be audited: {}", e.getMessage());
    }
  }

  private static Map<String, String> facts(UUID subject, Purpose purpose) {
    return new TreeMap<>(Map.of("person", "subject-" + subject, "purpose", purpose.label()));
  }
}
