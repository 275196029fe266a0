// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.retention;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** Where readings of the clocks lie. Each method uses the caller's connection and transaction. */
final class ClockRows {
  private ClockRows() {}

  /** Returns what was believed last. */
  static Optional<Reading> last(Connection c) throws SQLException {
    try (PreparedStatement select =
            c.prepareStatement("select wall, monotonic, boot from retention_clock");
        ResultSet rows = select.executeQuery()) {
      return rows.next()
          ? Optional.of(
              new Reading(
                  rows.getObject(1, OffsetDateTime.class).toInstant(),
                  rows.getLong(2),
                  rows.getString(3)))
          : Optional.empty();
    }
  }

  /** Puts a reading in its place. */
  static void put(Connection c, Reading reading) throws SQLException {
    try (PreparedStatement merge =
        c.prepareStatement(
            "merge into retention_clock (one, wall, monotonic, boot) values (1, ?, ?, ?)")) {
      merge.setObject(1, reading.wall().atOffset(ZoneOffset.UTC));
      merge.setLong(2, reading.monotonic());
      merge.setString(3, reading.boot());
      merge.executeUpdate();
    }
  }

  /** Returns the newest time of anything that the gateway wrote by itself. */
  static Optional<Instant> newest(Connection c) throws SQLException {
    try (PreparedStatement select =
            c.prepareStatement(
                "select max(at) from (select max(made_at) at from record"
                    + " union all select max(given_at) from consent"
                    + " union all select max(created_at) from subject) newest");
        ResultSet rows = select.executeQuery()) {
      rows.next();
      return Optional.ofNullable(rows.getObject(1, OffsetDateTime.class))
          .map(OffsetDateTime::toInstant);
    }
  }
}
