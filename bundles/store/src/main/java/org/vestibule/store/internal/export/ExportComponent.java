// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.export;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Acting;
import org.vestibule.api.audit.AuditTrail;
import org.vestibule.api.consent.ConsentLedger;
import org.vestibule.api.face.FaceBlur;
import org.vestibule.api.people.PeopleDirectory;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.people.Tenancies;
import org.vestibule.api.privacy.DataKind;
import org.vestibule.api.privacy.PersonExport;
import org.vestibule.api.privacy.PersonalDataHolder;
import org.vestibule.api.store.HouseSeal;
import org.vestibule.api.store.PersonalRecords;
import org.vestibule.store.internal.database.Database;
import org.vestibule.store.internal.database.Subjects;
import org.vestibule.store.internal.site.Site;
import org.vestibule.store.internal.vault.SubjectVault;

/** Makes copies of what is held of somebody. Thread-safe. */
@Component(service = PersonExport.class)
public final class ExportComponent implements PersonExport {
  private final Database database;
  private final SubjectVault vault;
  private final Subjects subjects;
  private final Site site;
  private final ConsentLedger consents;
  private final PersonalRecords records;
  private final HouseSeal seal;
  private final List<PersonalDataHolder> holders = new CopyOnWriteArrayList<>();
  private final Clock clock = Clock.systemUTC();

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile AuditTrail audit;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile PeopleDirectory people;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile Tenancies tenancies;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile FaceBlur blur;

  /** Starts. */
  @Activate
  public ExportComponent(
      @Reference Database database,
      @Reference SubjectVault vault,
      @Reference Subjects subjects,
      @Reference Site site,
      @Reference ConsentLedger consents,
      @Reference PersonalRecords records,
      @Reference HouseSeal seal) {
    this.database = database;
    this.vault = vault;
    this.subjects = subjects;
    this.site = site;
    this.consents = consents;
    this.records = records;
    this.seal = seal;
  }

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void addHolder(PersonalDataHolder holder) {
    holders.add(holder);
  }

  void removeHolder(PersonalDataHolder holder) {
    holders.remove(holder);
  }

  @Override
  public void write(PersonId person, OutputStream zip) throws VestibuleException, IOException {
    if (!vault.open()) {
      throw new VestibuleException(
          "vault-locked", "copy", "a locked vault", "an open vault", "Open it, then copy.");
    }
    Optional<UUID> known = database.read(c -> subjects.find(c, person));
    UUID subject = known.orElseThrow(() -> unknown(person));
    String pseudonym = "subject-" + subject;
    AuditTrail trail = audit;
    if (trail == null) {
      throw new VestibuleException(
          "audit-unwritable", "audit", "no audit", "one that can be written", "Try again.");
    }
    trail.record(Acting.now().subject(), "person-copied", Map.of("person", pseudonym));
    Instant now = clock.instant();
    new PersonCopy(sources(subject, trail), site, person, pseudonym, now).write(zip);
  }

  private Sources sources(UUID subject, AuditTrail trail) {
    return new Sources(
        consents,
        kind -> database.read(c -> times(c, subject, kind)),
        records,
        seal,
        Optional.of(trail),
        Optional.ofNullable(people),
        Optional.ofNullable(tenancies),
        Optional.ofNullable(blur),
        holders);
  }

  private static List<String> times(Connection c, UUID subject, DataKind kind) throws SQLException {
    List<String> times = new ArrayList<>();
    try (PreparedStatement select =
        c.prepareStatement(
            "select made_at from record where subject = ? and kind = ? order by made_at, id")) {
      select.setObject(1, subject);
      select.setString(2, kind.label());
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          times.add(rows.getObject(1, OffsetDateTime.class).toInstant().toString());
        }
      }
    }
    return times;
  }

  private static VestibuleException unknown(PersonId person) {
    return new VestibuleException(
        "unknown-person",
        "person " + person,
        "nobody",
        "somebody of whom something is kept",
        "Look the person up in the list of people.");
  }
}
