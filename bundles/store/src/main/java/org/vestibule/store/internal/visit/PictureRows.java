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
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.vestibule.api.visit.VisitId;

/** The table of pictures. Stateless; each method uses the caller's transaction. */
final class PictureRows {
  /**
   * A picture as it lies in the database.
   *
   * @param subject whose record it is; empty: the house's
   * @param face where in it the face is that decided, sealed
   */
  record Row(
      int place,
      Instant capturedAt,
      Optional<UUID> record,
      Optional<UUID> subject,
      byte[] sealed,
      Optional<byte[]> face) {}

  private PictureRows() {}

  static void put(Connection connection, String visit, Row row) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into visit_picture (visit, place, captured_at, record, sealed, face)"
                + " values (?, ?, ?, ?, ?, ?)")) {
      insert.setString(1, visit);
      insert.setInt(2, row.place());
      insert.setObject(3, row.capturedAt().atOffset(ZoneOffset.UTC));
      insert.setObject(4, row.record().orElse(null));
      insert.setBytes(5, row.sealed());
      insert.setBytes(6, row.face().orElse(null));
      insert.executeUpdate();
    }
  }

  static List<Row> of(Connection connection, String visit) throws SQLException {
    List<Row> found = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select p.place, p.captured_at, p.record, r.subject, coalesce(p.sealed, r.sealed),"
                + " p.face"
                + " from visit_picture p left join record r on r.id = p.record"
                + " where p.visit = ? order by p.place")) {
      select.setString(1, visit);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          found.add(
              new Row(
                  rows.getInt(1),
                  rows.getObject(2, OffsetDateTime.class).toInstant(),
                  Optional.ofNullable(rows.getObject(3, UUID.class)),
                  Optional.ofNullable(rows.getObject(4, UUID.class)),
                  rows.getBytes(5),
                  Optional.ofNullable(rows.getBytes(6))));
        }
      }
    }
    return found;
  }

  /** Returns those of some visits that have a picture. */
  static Set<VisitId> among(Connection connection, Set<VisitId> visits) throws SQLException {
    Set<VisitId> found = new HashSet<>();
    String places = String.join(", ", Collections.nCopies(visits.size(), "?"));
    try (PreparedStatement select =
        connection.prepareStatement(
            "select distinct visit from visit_picture where visit in (" + places + ")")) {
      int place = 1;
      for (VisitId visit : visits) {
        select.setString(place++, visit.value());
      }
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          found.add(new VisitId(rows.getString(1)));
        }
      }
    }
    return found;
  }

  static int countBefore(Connection connection, Instant oldest) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select count(*) from visit_picture where record is null and captured_at < ?")) {
      select.setObject(1, oldest.atOffset(ZoneOffset.UTC));
      try (ResultSet rows = select.executeQuery()) {
        rows.next();
        return rows.getInt(1);
      }
    }
  }

  /** Drops the house's own that were captured before; those of people end as their records. */
  static int dropBefore(Connection connection, Instant oldest, int limit) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            "delete from visit_picture where record is null and captured_at < ? fetch first "
                + limit
                + " rows only")) {
      delete.setObject(1, oldest.atOffset(ZoneOffset.UTC));
      return delete.executeUpdate();
    }
  }
}
