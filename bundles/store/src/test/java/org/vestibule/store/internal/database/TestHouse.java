// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.database;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.util.UUID;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.consent.Purpose;
import org.vestibule.api.people.PersonId;
import org.vestibule.store.internal.vault.SubjectVault;

/** A database with people, made by plain statements as the rest of the store makes them. */
public final class TestHouse implements AutoCloseable {
  private final HouseDatabase database;
  private final Subjects subjects;

  /** Opens the one in a data folder. */
  public TestHouse(Path data, SubjectVault vault) throws IOException {
    database =
        new HouseDatabase(
            new StoreFolder(data),
            "retry",
            Clock.systemUTC(),
            new Reserve(() -> Long.MAX_VALUE, 0));
    subjects = new Subjects(vault, Clock.systemUTC());
  }

  /** Returns the database. */
  public HouseDatabase database() {
    return database;
  }

  /** Returns who is who. */
  public Subjects subjects() {
    return subjects;
  }

  /** Lets somebody live here. */
  public UUID enrol(String person) throws VestibuleException {
    return database.write(
        connection -> {
          UUID subject = subjects.findOrCreate(connection, new PersonId(person));
          run(connection, "insert into person (subject, sealed) values (?, X'00')", subject);
          return subject;
        });
  }

  /** Notes consent. */
  public UUID grant(UUID subject, Purpose purpose) throws VestibuleException {
    UUID consent = UUID.randomUUID();
    database.write(
        connection -> {
          run(
              connection,
              "insert into consent (id, subject, purpose, text_version, text_sha256, language,"
                  + " channel, sealed, given_at, given_by) values (?, ?, ?, 't-1', repeat('0', 64),"
                  + " 'en', 'paper', X'00', current_timestamp, 'manager')",
              consent,
              subject,
              purpose.label());
          return run(
              connection,
              "insert into allowance (subject, purpose, consent) values (?, ?, ?)",
              subject,
              purpose.label(),
              consent);
        });
    return consent;
  }

  /** Takes consent back. */
  public void withdraw(UUID consent) throws VestibuleException {
    database.write(
        connection -> {
          run(connection, "delete from allowance where consent = ?", consent);
          return run(
              connection,
              "update consent set withdrawn_at = current_timestamp, withdrawn_by = 'self'"
                  + " where id = ?",
              consent);
        });
  }

  /** Suspends somebody. */
  public void suspend(UUID subject) throws VestibuleException {
    change(
        "update person set suspended_at = current_timestamp, suspended_why = 'moved out'"
            + " where subject = ?",
        subject);
  }

  /** Leaves a tombstone of somebody, and a receipt. */
  public void erase(UUID subject) throws VestibuleException {
    database.write(
        connection -> {
          run(connection, "delete from allowance where subject = ?", subject);
          run(connection, "delete from person where subject = ?", subject);
          run(
              connection,
              "update subject set lookup = null, erased_at = current_timestamp where id = ?",
              subject);
          return run(
              connection,
              "insert into receipt values (random_uuid(), ?, current_timestamp, true, '{}')",
              subject);
        });
  }

  /** Changes rows. */
  public void change(String sql, Object... values) throws VestibuleException {
    database.write(connection -> run(connection, sql, values));
  }

  /** Returns the number that a query gives. */
  public long count(String sql, Object... values) throws VestibuleException {
    return database.read(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
              statement.setObject(i + 1, values[i]);
            }
            try (var rows = statement.executeQuery()) {
              rows.next();
              return rows.getLong(1);
            }
          }
        });
  }

  private static int run(Connection connection, String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      return statement.executeUpdate();
    }
  }

  @Override
  public void close() throws IOException {
    database.close();
  }
}
