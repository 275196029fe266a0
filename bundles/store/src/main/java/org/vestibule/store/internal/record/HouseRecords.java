// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.record;

import java.sql.PreparedStatement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.consent.SiteLaw;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.privacy.DataKind;
import org.vestibule.api.store.PersonalRecords;
import org.vestibule.store.internal.database.Database;
import org.vestibule.store.internal.database.Subjects;
import org.vestibule.store.internal.vault.SubjectVault;

/** Records in the database. That there is consent is asked of nobody: the row cannot exist else. */
@Component(service = PersonalRecords.class)
public final class HouseRecords implements PersonalRecords {
  private static final Logger LOG = LoggerFactory.getLogger(HouseRecords.class);
  private static final int MOST = (16 << 20) - 4096;

  private final Database database;
  private final Subjects subjects;
  private final SubjectVault vault;
  private final RecordRows rows;
  private final Clock clock;

  /** Says what is never kept here; it may be away for a moment while it is replaced. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile SiteLaw law;

  /** Uses the database and the vault of this bundle. */
  @Activate
  public HouseRecords(
      @Reference Database database, @Reference Subjects subjects, @Reference SubjectVault vault) {
    this(database, subjects, vault, Clock.systemUTC());
  }

  HouseRecords(Database database, Subjects subjects, SubjectVault vault, Clock clock) {
    this.database = database;
    this.subjects = subjects;
    this.vault = vault;
    this.rows = new RecordRows(subjects, vault);
    this.clock = clock;
  }

  @Override
  public String put(PersonId person, DataKind kind, byte[] content) throws VestibuleException {
    if (content.length > MOST) {
      throw new VestibuleException(
          "value-too-long",
          "a " + kind.label(),
          content.length + " bytes",
          "at most " + MOST,
          "Make it smaller");
    }
    KeptHere.demand(law, kind);
    return database
        .write(connection -> rows.put(connection, person, kind, clock.instant(), content))
        .toString();
  }

  @Override
  public List<PersonalRecord> of(PersonId person, DataKind kind) throws VestibuleException {
    List<SealedRow> rows =
        database.read(
            connection -> {
              Optional<UUID> subject = subjects.find(connection, person);
              if (subject.isEmpty()) {
                return List.of();
              }
              try (PreparedStatement select =
                  connection.prepareStatement(
                      "select "
                          + SealedRow.COLUMNS
                          + " from record where subject = ? and kind = ? order by made_at, id")) {
                select.setObject(1, subject.get());
                select.setString(2, kind.label());
                return SealedRow.of(select);
              }
            });
    List<PersonalRecord> opened = new ArrayList<>();
    for (SealedRow row : rows) {
      opened.add(row.open(vault, kind));
    }
    return opened;
  }

  @Override
  public List<PersonalRecord> all(DataKind kind) throws VestibuleException {
    // Locked, it must say so even where there is nothing to open.
    vault.index("record", new byte[0]);
    List<SealedRow> rows =
        database.read(
            connection -> {
              try (PreparedStatement select =
                  connection.prepareStatement(
                      "select "
                          + SealedRow.COLUMNS
                          + " from record where kind = ? order by made_at, id")) {
                select.setString(1, kind.label());
                return SealedRow.of(select);
              }
            });
    List<PersonalRecord> opened = new ArrayList<>();
    for (SealedRow row : rows) {
      openInto(opened, row, kind);
    }
    return opened;
  }

  /** One row that does not open takes nobody else's away; whose key is gone is being erased. */
  private void openInto(List<PersonalRecord> opened, SealedRow row, DataKind kind)
      throws VestibuleException {
    try {
      opened.add(row.open(vault, kind));
    } catch (VestibuleException e) {
      switch (e.code()) {
        case "key-missing" -> LOG.debug("Record {} has no key", row.id());
        case "seal-broken" -> LOG.warn("Record {} does not open and is left out", row.id());
        default -> throw e;
      }
    }
  }

  @Override
  public boolean remove(String id) throws VestibuleException {
    UUID uuid;
    try {
      uuid = UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      return false;
    }
    return database.write(
        connection -> {
          try (PreparedStatement delete =
              connection.prepareStatement("delete from record where id = ?")) {
            delete.setObject(1, uuid);
            return delete.executeUpdate() > 0;
          }
        });
  }
}
