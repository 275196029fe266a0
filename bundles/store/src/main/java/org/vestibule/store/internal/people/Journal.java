// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.people;

import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.audit.AuditEntry;
import org.vestibule.api.audit.AuditTrail;

/** Writes into the audit what concerns people, under their pseudonyms. Thread-safe. */
public final class Journal {
  private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

  private final Neighbour<AuditTrail> trail;

  /** Writes into the trail that is here when something is to be written. */
  public Journal(Neighbour<AuditTrail> trail) {
    this.trail = trail;
  }

  /**
   * Writes a line before something is done.
   *
   * @throws VestibuleException {@code audit-unwritable}; then it must not be done
   */
  public AuditEntry record(String actor, String action, UUID subject, Map<String, String> details)
      throws VestibuleException {
    Map<String, String> full = new TreeMap<>(details);
    full.put("person", Resident.pseudonym(subject));
    return record(actor, action, full);
  }

  /**
   * Writes a line about nobody in particular.
   *
   * @throws VestibuleException {@code audit-unwritable}
   */
  public AuditEntry record(String actor, String action, Map<String, String> details)
      throws VestibuleException {
    try (Neighbour.Held<AuditTrail> held = trail.hold()) {
      return held.service().orElseThrow(Journal::missing).record(actor, action, details);
    }
  }

  /** Writes what has been done already, or is done whether or not it can be written. */
  public void note(String actor, String action, UUID subject, Map<String, String> details) {
    try {
      record(actor, action, subject, details);
    } catch (VestibuleException | RuntimeException e) {
      LOG.error(
          "{} of {} is not in the audit: {}", action, Resident.pseudonym(subject), e.getMessage());
    }
  }

  private static VestibuleException missing() {
    return new VestibuleException(
        "audit-unwritable",
        "the audit",
        "it is not installed or is being replaced",
        "an audit that takes a line",
        "Install the core, or try again in a second");
  }
}
