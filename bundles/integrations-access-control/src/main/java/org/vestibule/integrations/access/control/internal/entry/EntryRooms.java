// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.entry;

import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.audit.AuditTrail;
import org.vestibule.api.door.DoorController;
import org.vestibule.api.event.DoorEvent;
import org.vestibule.api.event.EventPublisher;
import org.vestibule.api.rights.AccessRights;
import org.vestibule.integrations.access.control.internal.credential.CardBook;

/** The services that are here now; each comes and goes. Thread-safe. */
final class EntryRooms {
  private static final Logger LOG = LoggerFactory.getLogger(EntryRooms.class);

  volatile CardBook cards;
  volatile AccessRights rights;
  volatile DoorController doors;
  volatile AuditTrail audit;
  volatile EventPublisher events;

  Optional<CardBook> cards() {
    return Optional.ofNullable(cards);
  }

  Optional<AccessRights> rights() {
    return Optional.ofNullable(rights);
  }

  Optional<DoorController> doors() {
    return Optional.ofNullable(doors);
  }

  void publish(DoorEvent event) {
    EventPublisher house = events;
    if (house != null) {
      try {
        house.publish(event);
      } catch (RuntimeException | LinkageError e) {
        // Of a bundle that vanishes under the call: the door and the audit wait for no event.
        LOG.error("{} at {} is told to nobody: {}", event.topic(), event.door(), e.toString());
      }
    }
  }

  /**
   * Writes what must stand in the audit before it is done.
   *
   * @throws VestibuleException {@code audit-unwritable}; then it must not be done
   */
  void record(String actor, String action, Map<String, String> details) throws VestibuleException {
    AuditTrail trail = audit;
    if (trail == null) {
      throw new VestibuleException(
          "audit-unwritable",
          "audit of " + action,
          "no audit is here",
          "one that takes a line before a door opens",
          "Start the core bundle.");
    }
    trail.recordOrHold(actor, action, details);
  }

  /** Writes what happened; what cannot be written is said in the log. */
  void note(String actor, String action, Map<String, String> details) {
    try {
      record(actor, action, details);
    } catch (VestibuleException | RuntimeException | LinkageError e) {
      LOG.error("{} by {} is not in the audit: {}", action, actor, e.getMessage());
    }
  }
}
