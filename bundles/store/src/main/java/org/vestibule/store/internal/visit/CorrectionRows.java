// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.visit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vestibule.api.visit.VisitId;

/** The table of corrections. Stateless; each method uses the caller's transaction. */
final class CorrectionRows {
  /** A correction as it lies in the database. */
  record Row(VisitId visit, String kind, Instant saidAt, Optional<byte[]> sealed) {}

  private CorrectionRows() {}

  /** Puts one in the place of what was said of the same; returns whether the story is kept. */
  static boolean put(Connection connection, Row row) throws SQLException {
    drop(connection, row.visit(), row.kind());
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into visit_correction (visit, kind, said_at, sealed)"
                + " select id, ?, ?, ? from visit_story where id = ?")) {
      insert.setString(1, row.kind());
      insert.setObject(2, row.saidAt().atOffset(ZoneOffset.UTC));
      insert.setBytes(3, row.sealed().orElse(null));
      insert.setString(4, row.visit().value());
      return insert.executeUpdate() == 1;
    }
  }

  static int drop(Connection connection, VisitId visit, String kind) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("delete from visit_correction where visit = ? and kind = ?")) {
      delete.setString(1, visit.value());
      delete.setString(2, kind);
      return delete.executeUpdate();
    }
  }

  /** Returns those of some visits, in the order in which they were said. */
  static List<Row> of(Connection connection, Set<VisitId> visits) throws SQLException {
    List<Row> found = new ArrayList<>();
    String places = String.join(", ", Collections.nCopies(visits.size(), "?"));
    try (PreparedStatement select =
        connection.prepareStatement(
            "select visit, kind, said_at, sealed from visit_correction where visit in ("
                + places
                + ") order by said_at, kind")) {
      int place = 1;
      for (VisitId visit : visits) {
        select.setString(place++, visit.value());
      }
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          found.add(
              new Row(
                  new VisitId(rows.getString(1)),
                  rows.getString(2),
                  rows.getObject(3, OffsetDateTime.class).toInstant(),
                  Optional.ofNullable(rows.getBytes(4))));
        }
      }
    }
    return found;
  }
}
