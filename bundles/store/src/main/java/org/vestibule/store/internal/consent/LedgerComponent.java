// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.consent;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.audit.AuditTrail;
import org.vestibule.api.consent.Consent;
import org.vestibule.api.consent.ConsentLedger;
import org.vestibule.api.consent.ConsentText;
import org.vestibule.api.consent.ConsentWish;
import org.vestibule.api.consent.Purpose;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.StatusHolder;
import org.vestibule.api.status.StatusSource;
import org.vestibule.store.internal.database.Database;
import org.vestibule.store.internal.database.Subjects;
import org.vestibule.store.internal.site.Site;
import org.vestibule.store.internal.vault.SubjectVault;

/** The ledger as a service, and how it is. Thread-safe. */
@Component(service = {ConsentLedger.class, ConsentEntry.class, StatusSource.class})
public final class LedgerComponent implements ConsentLedger, ConsentEntry, StatusSource {
  private final Site site;
  private final Allowances gate;
  private final Ledger ledger;
  private final StatusHolder status = new StatusHolder(Status.starting("Reads the consents"));

  /** The audit, which may be replaced while this runs. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile AuditTrail audit;

  /** Starts. */
  @Activate
  public LedgerComponent(
      @Reference Database database,
      @Reference SubjectVault vault,
      @Reference Subjects subjects,
      @Reference Site site,
      @Reference Allowances gate,
      BundleContext context) {
    this.site = site;
    this.gate = gate;
    ledger =
        new Ledger(
            database,
            vault,
            subjects,
            site,
            gate,
            new LedgerAudit(() -> audit),
            new Listeners(context),
            Clock.systemUTC());
  }

  @Override
  public Consent grant(ConsentWish wish) throws VestibuleException {
    return ledger.grant(wish);
  }

  @Override
  public boolean withdraw(PersonId person, Purpose purpose) throws VestibuleException {
    return ledger.withdraw(person, purpose);
  }

  @Override
  public List<Consent> of(PersonId person) throws VestibuleException {
    return ledger.of(person);
  }

  @Override
  public List<ConsentText> texts() {
    return ledger.texts();
  }

  @Override
  public void require(PersonId person, Purpose purpose, String paperNote)
      throws VestibuleException {
    ledger.require(person, purpose, paperNote);
  }

  @Override
  public UUID enter(Connection c, UUID subject, ConsentWish wish, String by)
      throws SQLException, VestibuleException {
    return ledger.enter(c, subject, wish, by);
  }

  @Override
  public void requireOrEnter(
      Connection c, UUID subject, PersonId person, Purpose purpose, String paperNote)
      throws SQLException, VestibuleException {
    ledger.requireOrEnter(c, subject, person, purpose, paperNote);
  }

  @Override
  public void settled(PersonId person) {
    ledger.settled(person);
  }

  @Override
  public String name() {
    return "consent";
  }

  /** Says so when people agreed to other words than those that are read today. */
  @Override
  public Status status() {
    status.set(TextDrift.status(gate, site));
    return status.get();
  }
}
