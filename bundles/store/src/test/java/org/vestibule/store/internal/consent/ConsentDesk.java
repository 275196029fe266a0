// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.consent;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.audit.AuditEntry;
import org.vestibule.api.audit.AuditTrail;
import org.vestibule.api.consent.ConsentLedger;
import org.vestibule.api.consent.ConsentText;
import org.vestibule.api.consent.ConsentWish;
import org.vestibule.api.consent.ConsentWish.Channel;
import org.vestibule.api.consent.Purpose;
import org.vestibule.api.people.PersonId;
import org.vestibule.store.internal.site.SiteComponent;

/** A ledger with all that it needs, and somebody who listens. */
public final class ConsentDesk implements AuditTrail, AutoCloseable {
  public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  public final MemoryHouse house = new MemoryHouse();
  public final SiteComponent site;
  public final Allowances gate = new Allowances(house, house.vault);
  public final List<AuditEntry> audited = new ArrayList<>();

  /** What was told, and what the gate and the database said at that moment. */
  public final List<String> told = new ArrayList<>();

  public boolean auditFull;
  final Ledger ledger;

  /** A desk at a site with this profile. */
  public ConsentDesk(String profile) throws Exception {
    site = new SiteComponent(Map.of("profile", profile));
    ledger =
        new Ledger(
            house,
            house.vault,
            house.subjects,
            site,
            gate,
            new LedgerAudit(() -> this),
            this::listen,
            Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private void listen(PersonId person, Purpose purpose) {
    try {
      told.add(
          person
              + " "
              + purpose.label()
              + " allowed="
              + gate.allows(person, purpose)
              + " rows="
              + house.one("select count(*) from record"));
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Somebody agrees in English with the first text for the purpose. */
  public ConsentWish wish(String person, Purpose purpose, Channel channel) {
    ConsentText text =
        site.texts().stream()
            .filter(each -> each.purpose() == purpose && each.language().equals("en"))
            .findFirst()
            .orElseThrow();
    return new ConsentWish(
        new PersonId(person), purpose, text.version(), "en", channel, "Ada Example");
  }

  /** The ledger as the house sees it. */
  public ConsentLedger ledger() {
    return ledger;
  }

  @Override
  public AuditEntry record(String actor, String action, Map<String, String> details)
      throws VestibuleException {
    if (auditFull) {
      throw new VestibuleException("audit-unwritable", "audit", "a full disk", "space", "-");
    }
    AuditEntry entry =
        new AuditEntry(audited.size() + 1, NOW, actor, "inside", action, details, "", "");
    audited.add(entry);
    return entry;
  }

  @Override
  public List<AuditEntry> latest(int limit) {
    List<AuditEntry> newest = new ArrayList<>(audited);
    java.util.Collections.reverse(newest);
    return newest;
  }

  @Override
  public long verify() {
    return audited.size();
  }

  @Override
  public void close() throws Exception {
    house.close();
  }
}
