// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.consent;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * Keeps the ledger's lines from being changed: whatever a line says is referred to by a row beside
 * it, and the database refuses to change what is referred to.
 */
public final class FrozenLines {
  private static final String GIVEN =
      "id, subject, purpose, text_version, text_sha256, language, channel, sealed, given_at,"
          + " given_by";
  private static final String FREEZE_GIVEN =
      "insert into consent_given ("
          + GIVEN
          + ") select "
          + GIVEN
          + " from consent c where not exists (select 1 from consent_given g where g.id = c.id)";
  private static final String FREEZE_WITHDRAWN =
      "insert into consent_withdrawn (id, withdrawn_at, withdrawn_by)"
          + " select id, withdrawn_at, withdrawn_by from consent c where withdrawn_at is not null"
          + " and not exists (select 1 from consent_withdrawn w where w.id = c.id)";

  private FrozenLines() {}

  /** Freezes whatever is not frozen yet: after a restore that carried lines over. */
  public static void all(Connection c) throws SQLException {
    run(c, FREEZE_GIVEN, null);
    run(c, FREEZE_WITHDRAWN, null);
  }

  /** Freezes one line as it is now. */
  static void one(Connection c, Object line) throws SQLException {
    run(c, FREEZE_GIVEN + " and c.id = ?", line);
    run(c, FREEZE_WITHDRAWN + " and c.id = ?", line);
  }

  private static void run(Connection c, String sql, Object line) throws SQLException {
    try (PreparedStatement insert = c.prepareStatement(sql)) {
      if (line != null) {
        insert.setObject(1, line);
      }
      insert.executeUpdate();
    }
  }
}
