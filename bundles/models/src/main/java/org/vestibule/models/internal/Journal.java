// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.audit.AuditTrail;
import org.vestibule.api.event.EventPublisher;
import org.vestibule.api.event.ModelChanged;
import org.vestibule.api.model.ModelException;
import org.vestibule.models.internal.pack.Pack;
import org.vestibule.models.internal.pack.TrustStore.Signer;

/**
 * Tells the audit and those who listen what was done. A change that a person orders, or that a
 * roll-out takes by itself, does not take place without its line in the audit; a way back always
 * does. Thread-safe.
 */
final class Journal {
  /** Who did what nobody ordered. */
  static final String ITSELF = "models";

  private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
  private static final int LONGEST = 500;

  private final boolean audited;
  private final Supplier<AuditTrail> audit;
  private final Supplier<EventPublisher> events;

  /**
   * @param audited whether there has to be an audit; not for tools
   * @param audit gives {@code null} while there is none
   * @param events gives {@code null} while there is nobody to tell
   */
  Journal(boolean audited, Supplier<AuditTrail> audit, Supplier<EventPublisher> events) {
    this.audited = audited;
    this.audit = audit;
    this.events = events;
  }

  /**
   * Refuses early what could not be audited later.
   *
   * @throws ModelException {@code audit-unwritable}
   */
  void require(String input) throws ModelException {
    if (audited && audit.get() == null) {
      throw unwritable(input, "no audit", null);
    }
  }

  /**
   * Writes what is about to be done.
   *
   * @throws ModelException {@code audit-unwritable}: then it must not be done
   */
  void record(String who, String action, Map<String, String> details) throws ModelException {
    AuditTrail trail = audit.get();
    String input = details.getOrDefault("pack", "model packs");
    require("model pack " + input);
    if (trail == null) {
      return;
    }
    try {
      trail.record(who == null || who.isBlank() ? "operator" : who, action, details);
    } catch (VestibuleException | RuntimeException e) {
      throw unwritable("model pack " + input, String.valueOf(e.getMessage()), e);
    }
  }

  /** Writes what takes place whether it can be written or not. */
  void note(String who, String action, Map<String, String> details) {
    try {
      if (audit.get() != null) {
        record(who, action, details);
      }
    } catch (ModelException e) {
      LOG.error("{} {} could not be audited: {}", action, details, e.getMessage());
    }
  }

  /** Tells those who listen. */
  void changed(String slot, String before, String after, String reason) {
    EventPublisher publisher = events.get();
    if (publisher != null && !before.equals(after)) {
      ModelChanged event = new ModelChanged(Instant.now(), slot, before, after, reason);
      try {
        publisher.publish(event);
      } catch (RuntimeException e) {
        // The switch is done, whoever could not be told of it.
        LOG.warn("{} could not be published", event, e);
      }
    }
  }

  /** Returns what the audit says of a pack. */
  static Map<String, String> details(Pack pack, Signer signer) {
    Map<String, String> details = new LinkedHashMap<>();
    details.put("pack", pack.manifest().id());
    details.put("slot", pack.manifest().slot());
    details.put("release", Long.toString(pack.manifest().release()));
    details.put("digest", pack.digest());
    details.put("signer", signer.name());
    details.put("key", signer.keyId());
    return details;
  }

  /** Adds a fact, shortened. */
  static Map<String, String> with(Map<String, String> details, String key, String value) {
    Map<String, String> more = new LinkedHashMap<>(details);
    more.put(key, value.length() > LONGEST ? value.substring(0, LONGEST) : value);
    return more;
  }

  private static ModelException unwritable(String input, String found, Exception cause) {
    return new ModelException(
        "audit-unwritable",
        input,
        found,
        "an audit that can be written to: a change of models is not made without its line",
        "See the status of the audit and the disk, then try again.",
        cause);
  }
}
