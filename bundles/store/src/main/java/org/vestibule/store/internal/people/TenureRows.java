// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.people;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.vestibule.api.VestibuleException;
import org.vestibule.store.internal.database.Database;

/** Writes how long somebody is here. Thread-safe; each method is a transaction. */
public final class TenureRows {
  private static final int MOST_WHY = 64;

  private final Database database;

  /** Writes into this database. */
  public TenureRows(Database database) {
    this.database = database;
  }

  void lastDay(UUID subject, Optional<LocalDate> lastDay) throws VestibuleException {
    update("update person set last_day = ? where subject = ?", lastDay.orElse(null), subject);
  }

  void lastSeen(UUID subject, LocalDate day) throws VestibuleException {
    update("update person set last_seen = ? where subject = ?", day, subject);
  }

  void suspend(UUID subject, Instant at, String why) throws VestibuleException {
    String shortened = why.length() > MOST_WHY ? why.substring(0, MOST_WHY) : why;
    update(
        "update person set suspended_at = ?, suspended_why = ?"
            + " where subject = ? and suspended_at is null",
        OffsetDateTime.ofInstant(at, ZoneOffset.UTC),
        shortened,
        subject);
  }

  /** What led to the suspension is cleared, too: otherwise the next hour would suspend anew. */
  void resume(UUID subject, LocalDate today) throws VestibuleException {
    update(
        "update person set suspended_at = null, suspended_why = null, last_seen = ?,"
            + " last_day = case when last_day < ? then null else last_day end where subject = ?",
        today,
        today,
        subject);
  }

  private void update(String sql, Object... values) throws VestibuleException {
    database.write(
        connection -> {
          run(connection, sql, values);
          return null;
        });
  }

  private static void run(Connection connection, String sql, Object[] values) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        update.setObject(i + 1, values[i]);
      }
      update.executeUpdate();
    }
  }
}
