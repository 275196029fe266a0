// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.record;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.privacy.DataKind;

/** A row that is being written, and why it may not be. */
final class NewRow {
  private static final String FOREIGN_KEY = "23506";

  private NewRow() {}

  /** Refuses somebody who is suspended. */
  static void demandActive(Connection connection, UUID subject)
      throws SQLException, VestibuleException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select suspended_why from person where subject = ? and suspended_at is not null")) {
      select.setObject(1, subject);
      try (ResultSet rows = select.executeQuery()) {
        if (rows.next()) {
          throw unknown("somebody who is suspended (" + rows.getString(1) + ")");
        }
      }
    }
  }

  /**
   * Writes a row.
   *
   * @throws VestibuleException {@code consent-missing}: the tables refuse a row without an
   *     allowance
   */
  static void insert(
      Connection connection, UUID id, UUID subject, DataKind kind, Instant madeAt, byte[] sealed)
      throws SQLException, VestibuleException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into record (id, subject, purpose, kind, made_at, sealed)"
                + " values (?, ?, ?, ?, ?, ?)")) {
      insert.setObject(1, id);
      insert.setObject(2, subject);
      insert.setString(3, kind.purpose().label());
      insert.setString(4, kind.label());
      insert.setObject(5, OffsetDateTime.ofInstant(madeAt, ZoneOffset.UTC));
      insert.setBytes(6, sealed);
      insert.executeUpdate();
    } catch (SQLException e) {
      if (FOREIGN_KEY.equals(e.getSQLState())) {
        throw new VestibuleException(
            "consent-missing",
            "a " + kind.label() + " of a person",
            "no consent to " + kind.purpose().label(),
            "consent in force",
            "Note the consent first",
            e);
      }
      throw e;
    }
  }

  static VestibuleException unknown(String found) {
    return new VestibuleException(
        "unknown-person",
        "a person",
        found,
        "somebody who lives or works here",
        "Enrol them first");
  }
}
