// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.consent;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Acting;
import org.vestibule.api.consent.Consent;
import org.vestibule.api.consent.ConsentLedger;
import org.vestibule.api.consent.ConsentListener;
import org.vestibule.api.consent.ConsentText;
import org.vestibule.api.consent.ConsentWish;
import org.vestibule.api.consent.Purpose;
import org.vestibule.api.people.PersonId;
import org.vestibule.store.internal.database.Database;
import org.vestibule.store.internal.database.Subjects;
import org.vestibule.store.internal.site.Site;
import org.vestibule.store.internal.vault.SubjectVault;

/** The ledger over the database. Thread-safe; whoever listens is told without a lock. */
public final class Ledger implements ConsentLedger, ConsentEntry {
  private final Database database;
  private final SubjectVault vault;
  private final Subjects subjects;
  private final Site site;
  private final Allowances gate;
  private final LedgerAudit audit;
  private final ConsentListener listeners;
  private final Clock clock;
  private final WishCheck check;
  private final Signatures signatures;

  /**
   * @param listeners told of each change
   */
  public Ledger(
      Database database,
      SubjectVault vault,
      Subjects subjects,
      Site site,
      Allowances gate,
      LedgerAudit audit,
      ConsentListener listeners,
      Clock clock) {
    this.database = database;
    this.vault = vault;
    this.subjects = subjects;
    this.site = site;
    this.gate = gate;
    this.audit = audit;
    this.listeners = listeners;
    this.clock = clock;
    check = new WishCheck(site);
    signatures = new Signatures(vault);
  }

  @Override
  public Consent grant(ConsentWish wish) throws VestibuleException {
    check.passed(wish);
    String by = Acting.now().subject();
    try {
      return database.write(
          c -> {
            UUID subject = subjects.findOrCreate(c, wish.person());
            UUID id = enter(c, subject, wish, by);
            LedgerRows.Line line =
                LedgerRows.of(c, subject).stream()
                    .filter(each -> each.id().equals(id))
                    .findFirst()
                    .orElseThrow();
            // Before the commit: what cannot be audited is not done.
            audit.given(by, subject, line);
            return consent(subject, wish.person(), line);
          });
    } finally {
      settled(wish.person());
    }
  }

  @Override
  public UUID enter(Connection c, UUID subject, ConsentWish wish, String by)
      throws SQLException, VestibuleException {
    ConsentText text = check.passed(wish);
    if (LedgerRows.allowed(c, subject, wish.purpose())) {
      throw Refusals.given(wish.person(), wish.purpose());
    }
    UUID id = UUID.randomUUID();
    byte[] sealed = signatures.seal(subject, id, wish.signature());
    LedgerRows.insert(
        c,
        subject,
        new LedgerRows.Line(
            id,
            wish.purpose(),
            text.version(),
            text.sha256(),
            text.language(),
            wish.channel().label(),
            sealed,
            now(),
            by,
            Optional.empty(),
            Optional.empty()));
    return id;
  }

  @Override
  public void require(PersonId person, Purpose purpose, String paperNote)
      throws VestibuleException {
    if (gate.allows(person, purpose)) {
      return;
    }
    if (paperNote == null || paperNote.isBlank()) {
      throw Refusals.missing(person, purpose);
    }
    check.paperCounts(purpose);
  }

  @Override
  public void requireOrEnter(
      Connection c, UUID subject, PersonId person, Purpose purpose, String paperNote)
      throws SQLException, VestibuleException {
    if (LedgerRows.allowed(c, subject, purpose)) {
      return;
    }
    if (paperNote == null || paperNote.isBlank()) {
      throw Refusals.missing(person, purpose);
    }
    enter(c, subject, check.onPaper(person, purpose, paperNote), Acting.now().subject());
  }

  @Override
  public void settled(PersonId person) {
    tell(person, gate.refresh(person));
  }

  @Override
  public boolean withdraw(PersonId person, Purpose purpose) throws VestibuleException {
    if (!vault.open()) {
      throw Refusals.lockedWithdrawal();
    }
    String by = Acting.now().subject();
    Instant at = now();
    Set<Purpose> told = EnumSet.of(purpose);
    try {
      // First in memory: even where a full disk cannot note it, the use ends.
      gate.close(person, purpose);
      Optional<UUID> subject =
          database.write(
              c -> {
                Optional<UUID> known = subjects.find(c, person);
                boolean was =
                    known.isPresent() && Withdrawals.withdraw(c, known.get(), purpose, at, by);
                return was ? known : Optional.<UUID>empty();
              });
      told.addAll(gate.refresh(person));
      subject.ifPresent(known -> audit.withdrawn(by, known, purpose));
      return subject.isPresent();
    } finally {
      tell(person, told);
    }
  }

  @Override
  public List<Consent> of(PersonId person) throws VestibuleException {
    return database.read(
        c -> {
          Optional<UUID> subject = subjects.find(c, person);
          return subject.isEmpty()
              ? List.<Consent>of()
              : LedgerRows.of(c, subject.get()).stream()
                  .map(line -> consent(subject.get(), person, line))
                  .toList();
        });
  }

  @Override
  public List<ConsentText> texts() {
    return site.texts();
  }

  private void tell(PersonId person, Set<Purpose> purposes) {
    purposes.forEach(purpose -> listeners.changed(person, purpose));
  }

  private Consent consent(UUID subject, PersonId person, LedgerRows.Line line) {
    return line.opened(person, signatures.open(subject, line));
  }

  /** The database keeps milliseconds. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
