// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.consent;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.people.PersonId;
import org.vestibule.store.internal.database.Database;
import org.vestibule.store.internal.database.Subjects;
import org.vestibule.store.internal.vault.FakeVault;

/** A database in memory with the house's own schema, and a vault. */
public final class MemoryHouse implements Database, AutoCloseable {
  private static final List<String> MIGRATIONS =
      List.of(
          "V1__house.sql",
          "V2__ledger_is_append_only.sql",
          "V3__retention_clock.sql",
          "V4__visits.sql",
          "V5__faces_of_visits.sql");

  public final FakeVault vault = new FakeVault();
  public final Subjects subjects = new Subjects(vault, Clock.systemUTC());
  private final Connection connection;

  /** While it is not null every write fails with this code. */
  public String broken;

  /** Opens it. */
  public MemoryHouse() throws Exception {
    JdbcDataSource source = new JdbcDataSource();
    source.setURL("jdbc:h2:mem:");
    connection = source.getConnection();
    for (String migration : MIGRATIONS) {
      try (var sql = Database.class.getResourceAsStream("migrations/" + migration)) {
        sql(new String(sql.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    connection.setAutoCommit(false);
  }

  @Override
  public synchronized <T> T read(Work<T> work) throws VestibuleException {
    return within(work);
  }

  @Override
  public synchronized <T> T write(Work<T> work) throws VestibuleException {
    if (broken != null) {
      throw new VestibuleException(broken, "database", "a full disk", "space", "Make some.");
    }
    return within(work);
  }

  private <T> T within(Work<T> work) throws VestibuleException {
    try {
      boolean good = false;
      try {
        T result = work.on(connection);
        good = true;
        return result;
      } finally {
        if (good) {
          connection.commit();
        } else {
          connection.rollback();
        }
      }
    } catch (SQLException e) {
      throw new VestibuleException("storage-failed", "database", e.getMessage(), "-", "-", e);
    }
  }

  /** Runs SQL, as somebody with a database tool would. */
  public void sql(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Returns the only value of a query. */
  public String one(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  /** Returns the subject of somebody who is known. */
  public UUID subject(String person) throws VestibuleException {
    return read(c -> subjects.find(c, new PersonId(person))).orElseThrow();
  }

  /** Makes somebody, and returns their subject. */
  public UUID make(String person) throws VestibuleException {
    return write(c -> subjects.findOrCreate(c, new PersonId(person)));
  }

  /** Writes a row about somebody, made at a time. */
  public void record(UUID subject, String purpose, String kind, String madeAt, byte[] sealed)
      throws SQLException {
    try (var insert =
        connection.prepareStatement(
            "insert into record (id, subject, purpose, kind, made_at, sealed)"
                + " values (random_uuid(), ?, ?, ?, cast(? as timestamp with time zone), ?)")) {
      insert.setObject(1, subject);
      insert.setString(2, purpose);
      insert.setString(3, kind);
      insert.setString(4, madeAt);
      insert.setBytes(5, sealed);
      insert.executeUpdate();
      connection.commit();
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
