// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.people;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.api.people.Person;
import org.vestibule.api.privacy.DataKind;
import org.vestibule.store.internal.vault.SubjectVault;

/** Writes people and their faces. Thread-safe; each method belongs to the caller's transaction. */
final class PersonWrites {
  private final SubjectVault vault;
  private final Clock clock;

  PersonWrites(SubjectVault vault, Clock clock) {
    this.vault = vault;
    this.clock = clock;
  }

  /** Puts a person, or replaces them; who was suspended is here again. */
  void person(Connection connection, UUID subject, Person person, CodeKey code)
      throws SQLException, VestibuleException {
    byte[] sealed = sealed(subject, person);
    try (PreparedStatement update =
        connection.prepareStatement(
            "update person set code = ?, sealed = ?, suspended_at = null, suspended_why = null,"
                + " last_day = case when last_day < ? then null else last_day end"
                + " where subject = ?")) {
      update.setBytes(1, code.bytes());
      update.setBytes(2, sealed);
      update.setObject(3, LocalDate.now(clock));
      update.setObject(4, subject);
      if (update.executeUpdate() > 0) {
        return;
      }
    }
    insert(connection, subject, code.bytes(), sealed);
  }

  /** Puts a person who has no code and is not here yet; the database refuses one who is. */
  void newcomer(Connection connection, UUID subject, Person person)
      throws SQLException, VestibuleException {
    insert(connection, subject, null, sealed(subject, person));
  }

  /** Puts other facts in the place of those that are there. */
  void change(Connection connection, UUID subject, Person person)
      throws SQLException, VestibuleException {
    try (PreparedStatement update =
        connection.prepareStatement("update person set sealed = ? where subject = ?")) {
      update.setBytes(1, sealed(subject, person));
      update.setObject(2, subject);
      update.executeUpdate();
    }
  }

  private static void insert(Connection connection, UUID subject, byte[] code, byte[] sealed)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into person (subject, code, sealed) values (?, ?, ?)")) {
      insert.setObject(1, subject);
      insert.setBytes(2, code);
      insert.setBytes(3, sealed);
      insert.executeUpdate();
    }
  }

  private byte[] sealed(UUID subject, Person person) throws VestibuleException {
    byte[] plain = PersonCodec.bytes(person);
    try {
      return vault.seal(subject, PersonCodec.CONTEXT, plain);
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  /** Puts faces in the place of those that are there. */
  void templates(Connection connection, UUID subject, List<FaceTemplate> templates)
      throws SQLException, VestibuleException {
    try (PreparedStatement delete =
        connection.prepareStatement("delete from record where subject = ? and kind = 'template'")) {
      delete.setObject(1, subject);
      delete.executeUpdate();
    }
    for (FaceTemplate template : templates) {
      face(connection, subject, DataKind.TEMPLATE, template);
    }
  }

  /** Adds a face, later than any that is there. */
  void face(Connection connection, UUID subject, DataKind kind, FaceTemplate template)
      throws SQLException, VestibuleException {
    UUID id = UUID.randomUUID();
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into record (id, subject, purpose, kind, made_at, sealed)"
                + " values (?, ?, ?, ?, ?, ?)")) {
      insert.setObject(1, id);
      insert.setObject(2, subject);
      insert.setString(3, kind.purpose().label());
      insert.setString(4, kind.label());
      insert.setObject(5, OffsetDateTime.ofInstant(next(connection, subject), ZoneOffset.UTC));
      insert.setBytes(6, SealedFace.seal(vault, id, subject, kind, template));
      insert.executeUpdate();
    }
  }

  /** Removes a face. */
  void remove(Connection connection, SealedFace face) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("delete from record where id = ?")) {
      delete.setObject(1, face.id());
      delete.executeUpdate();
    }
  }

  /** The order of a person's faces is that of their times, so no two are of one millisecond. */
  private Instant next(Connection connection, UUID subject) throws SQLException {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    try (PreparedStatement select =
        connection.prepareStatement("select max(made_at) from record where subject = ?")) {
      select.setObject(1, subject);
      try (ResultSet row = select.executeQuery()) {
        Optional<OffsetDateTime> last =
            row.next()
                ? Optional.ofNullable(row.getObject(1, OffsetDateTime.class))
                : Optional.empty();
        return last.map(OffsetDateTime::toInstant)
            .filter(at -> !at.isBefore(now))
            .map(at -> at.plusMillis(1))
            .orElse(now);
      }
    }
  }
}
