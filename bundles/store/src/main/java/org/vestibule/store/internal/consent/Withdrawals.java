// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.consent;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.vestibule.api.consent.Purpose;

/**
 * Takes consent back. With the allowance go the rows that hang on it, by the database itself, and
 * the withdrawal is noted beside what was given, once.
 */
final class Withdrawals {
  private Withdrawals() {}

  /**
   * Withdraws.
   *
   * @return whether there was consent in force
   */
  static boolean withdraw(Connection c, UUID subject, Purpose purpose, Instant at, String by)
      throws SQLException {
    UUID consent = inForce(c, subject, purpose);
    if (consent == null) {
      return false;
    }
    try (PreparedStatement end = c.prepareStatement("delete from allowance where consent = ?")) {
      end.setObject(1, consent);
      end.executeUpdate();
    }
    try (PreparedStatement note =
        c.prepareStatement(
            "update consent set withdrawn_at = ?, withdrawn_by = ?"
                + " where id = ? and withdrawn_at is null")) {
      note.setObject(1, at.atOffset(ZoneOffset.UTC));
      note.setString(2, by);
      note.setObject(3, consent);
      note.executeUpdate();
    }
    FrozenLines.one(c, consent);
    return true;
  }

  private static UUID inForce(Connection c, UUID subject, Purpose purpose) throws SQLException {
    try (PreparedStatement select =
        c.prepareStatement("select consent from allowance where subject = ? and purpose = ?")) {
      select.setObject(1, subject);
      select.setString(2, purpose.label());
      try (ResultSet rows = select.executeQuery()) {
        return rows.next() ? rows.getObject(1, UUID.class) : null;
      }
    }
  }
}
