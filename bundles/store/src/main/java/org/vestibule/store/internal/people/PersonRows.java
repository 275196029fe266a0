// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.people;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.people.Person;
import org.vestibule.api.people.Tenancies.Suspension;
import org.vestibule.api.privacy.DataKind;
import org.vestibule.store.internal.vault.SubjectVault;

/** Reads people from the database. Thread-safe; each method uses the caller's connection. */
final class PersonRows {
  private static final Logger LOG = LoggerFactory.getLogger(PersonRows.class);

  private static final String NOT_ERASED =
      " from person p join subject s on s.id = p.subject where s.erased_at is null";

  private static final String PEOPLE =
      "select p.subject, p.code, p.sealed, p.last_day, p.last_seen, p.suspended_at,"
          + " p.suspended_why, s.created_at"
          + NOT_ERASED;

  private static final String FACES =
      "select id, subject, kind, sealed from record where kind in ('template', 'negative')";

  private static final String IN_ORDER = " order by made_at, id";

  private final SubjectVault vault;
  private final ZoneId zone;

  PersonRows(SubjectVault vault, ZoneId zone) {
    this.vault = vault;
    this.zone = zone;
  }

  /** The faces of one person while they are being read. */
  private static final class Faces {
    final List<SealedFace> templates = new ArrayList<>();
    final List<SealedFace> negatives = new ArrayList<>();
  }

  /**
   * Reads one person as they are in this transaction.
   *
   * @throws VestibuleException {@code vault-locked}, {@code key-missing}, {@code seal-broken},
   *     {@code record-damaged}
   */
  Optional<Resident> read(Connection connection, UUID subject)
      throws SQLException, VestibuleException {
    Faces faces = new Faces();
    try (PreparedStatement select =
        connection.prepareStatement(FACES + " and subject = ?" + IN_ORDER)) {
      select.setObject(1, subject);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          add(rows, subject, faces);
        }
      }
    }
    try (PreparedStatement select = connection.prepareStatement(PEOPLE + " and p.subject = ?")) {
      select.setObject(1, subject);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(resident(row, subject, faces)) : Optional.empty();
      }
    }
  }

  /** Reads who is there, and opens nothing. */
  List<UUID> subjects(Connection connection) throws SQLException {
    List<UUID> subjects = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement("select p.subject" + NOT_ERASED);
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        subjects.add(rows.getObject(1, UUID.class));
      }
    }
    return subjects;
  }

  /**
   * Reads everyone. A row that does not open harms nobody else.
   *
   * @return how many rows of people or faces do not open
   * @throws VestibuleException {@code vault-locked}
   */
  int all(Connection connection, Consumer<Resident> reader)
      throws SQLException, VestibuleException {
    Map<UUID, Faces> faces = new HashMap<>();
    int broken = 0;
    try (PreparedStatement select = connection.prepareStatement(FACES + IN_ORDER);
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        UUID subject = rows.getObject("subject", UUID.class);
        try {
          add(rows, subject, faces.computeIfAbsent(subject, key -> new Faces()));
        } catch (VestibuleException e) {
          broken += passOver(subject, e);
        }
      }
    }
    try (PreparedStatement select = connection.prepareStatement(PEOPLE);
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        UUID subject = rows.getObject("subject", UUID.class);
        try {
          reader.accept(resident(rows, subject, faces.getOrDefault(subject, new Faces())));
        } catch (VestibuleException e) {
          broken += passOver(subject, e);
        }
      }
    }
    return broken;
  }

  private static int passOver(UUID subject, VestibuleException e) throws VestibuleException {
    if (e.code().equals("vault-locked")) {
      throw e;
    }
    LOG.warn("A row of {} does not open: {}", Resident.pseudonym(subject), e.code());
    return 1;
  }

  private void add(ResultSet row, UUID subject, Faces faces)
      throws SQLException, VestibuleException {
    DataKind kind = DataKind.of(row.getString("kind")).orElseThrow();
    UUID id = row.getObject("id", UUID.class);
    SealedFace face = SealedFace.of(vault, id, subject, kind, row.getBytes("sealed"));
    (kind == DataKind.TEMPLATE ? faces.templates : faces.negatives).add(face);
  }

  private Resident resident(ResultSet row, UUID subject, Faces faces)
      throws SQLException, VestibuleException {
    byte[] opened = vault.open(subject, PersonCodec.CONTEXT, row.getBytes("sealed"));
    Person person;
    try {
      person = PersonCodec.person(opened);
    } finally {
      Arrays.fill(opened, (byte) 0);
    }
    Optional<CodeKey> code = Optional.ofNullable(row.getBytes("code")).map(CodeKey::new);
    return new Resident(subject, person, code, faces.templates, faces.negatives, tenure(row));
  }

  private Tenure tenure(ResultSet row) throws SQLException {
    OffsetDateTime suspended = row.getObject("suspended_at", OffsetDateTime.class);
    String why = row.getString("suspended_why");
    return new Tenure(
        row.getObject("created_at", OffsetDateTime.class).atZoneSameInstant(zone).toLocalDate(),
        Optional.ofNullable(row.getObject("last_day", LocalDate.class)),
        Optional.ofNullable(row.getObject("last_seen", LocalDate.class)),
        Optional.ofNullable(suspended).map(at -> new Suspension(at.toInstant(), why)));
  }
}
