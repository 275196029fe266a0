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
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.vestibule.api.visit.VisitJournal.Place;
import org.vestibule.api.visit.VisitJournal.Wish;

/** The tables of the journal. Stateless; each method uses the caller's transaction. */
final class VisitRows {
  /** A story as it lies in the database, and the records of those whom it names. */
  record Row(String id, Instant openedAt, byte[] sealed, List<Mentioned> mentioned) {
    Place place() {
      return new Place(openedAt, id);
    }
  }

  /** A record that a story refers to. */
  record Mentioned(UUID record, UUID subject, byte[] sealed) {}

  private static final String COLUMNS =
      "select s.id, s.opened_at, s.sealed, r.id, r.subject, r.sealed from ";
  private static final String MENTIONS =
      " s left join visit_mention m on m.visit = s.id left join record r on r.id = m.record";
  private static final String NEWEST_FIRST = " order by s.opened_at desc, s.id desc";

  private VisitRows() {}

  /** Puts a story in the place of what is there of the visit. */
  static void put(Connection connection, String id, Instant openedAt, byte[] sealed)
      throws SQLException {
    drop(connection, List.of(id));
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into visit_story (id, opened_at, sealed) values (?, ?, ?)")) {
      insert.setString(1, id);
      insert.setObject(2, at(openedAt));
      insert.setBytes(3, sealed);
      insert.executeUpdate();
    }
  }

  static void mention(Connection connection, String visit, UUID record) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("insert into visit_mention (visit, record) values (?, ?)")) {
      insert.setString(1, visit);
      insert.setObject(2, record);
      insert.executeUpdate();
    }
  }

  static Optional<Row> find(Connection connection, String id) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(COLUMNS + "visit_story" + MENTIONS + " where s.id = ?")) {
      select.setString(1, id);
      return rows(select).stream().findFirst();
    }
  }

  /** Returns the newest of a period that are older than a place. */
  static List<Row> newest(Connection connection, Wish wish, Optional<Place> after, int limit)
      throws SQLException {
    List<Object> values = new ArrayList<>();
    StringBuilder where = new StringBuilder(" where true");
    wish.from()
        .ifPresent(
            from -> {
              where.append(" and opened_at >= ?");
              values.add(at(from));
            });
    wish.to()
        .ifPresent(
            to -> {
              where.append(" and opened_at < ?");
              values.add(at(to));
            });
    after.ifPresent(
        place -> {
          where.append(" and opened_at <= ? and (opened_at < ? or id < ?)");
          values.addAll(List.of(at(place.openedAt()), at(place.openedAt()), place.id()));
        });
    String page =
        "(select * from visit_story" + where + " order by opened_at desc, id desc limit ?)";
    values.add(limit);
    try (PreparedStatement select =
        connection.prepareStatement(COLUMNS + page + MENTIONS + NEWEST_FIRST)) {
      fill(select, values);
      return rows(select);
    }
  }

  static int count(Connection connection) throws SQLException {
    return number(connection, "select count(*) from visit_story", List.of());
  }

  static int countBefore(Connection connection, Instant oldest) throws SQLException {
    return number(
        connection, "select count(*) from visit_story where opened_at < ?", List.of(at(oldest)));
  }

  /** Drops the oldest, with what is kept of people about them; returns how many. */
  static int dropOldest(Connection connection, int limit) throws SQLException {
    return drop(
        connection,
        ids(
            connection,
            "select id from visit_story order by opened_at, id limit ?",
            List.of(limit)));
  }

  /** Drops what was opened before, with what is kept of people about it; returns how many. */
  static int dropBefore(Connection connection, Instant oldest, int limit) throws SQLException {
    return drop(
        connection,
        ids(
            connection,
            "select id from visit_story where opened_at < ? order by opened_at, id limit ?",
            List.of(at(oldest), limit)));
  }

  /** Drops some, with what is kept of people about them. */
  static int drop(Connection connection, List<String> ids) throws SQLException {
    try (PreparedStatement records =
            connection.prepareStatement(
                "delete from record where id in"
                    + " (select record from visit_mention where visit = ? union all"
                    + " select record from visit_picture where visit = ?)");
        PreparedStatement story =
            connection.prepareStatement("delete from visit_story where id = ?")) {
      for (String id : ids) {
        records.setString(1, id);
        records.setString(2, id);
        records.addBatch();
        story.setString(1, id);
        story.addBatch();
      }
      if (!ids.isEmpty()) {
        records.executeBatch();
        story.executeBatch();
      }
    }
    return ids.size();
  }

  private static List<Row> rows(PreparedStatement select) throws SQLException {
    List<Row> found = new ArrayList<>();
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        String id = rows.getString(1);
        if (found.isEmpty() || !found.get(found.size() - 1).id().equals(id)) {
          Instant openedAt = rows.getObject(2, OffsetDateTime.class).toInstant();
          found.add(new Row(id, openedAt, rows.getBytes(3), new ArrayList<>()));
        }
        UUID record = rows.getObject(4, UUID.class);
        if (record != null) {
          found
              .get(found.size() - 1)
              .mentioned()
              .add(new Mentioned(record, rows.getObject(5, UUID.class), rows.getBytes(6)));
        }
      }
    }
    return found;
  }

  private static List<String> ids(Connection connection, String sql, List<?> values)
      throws SQLException {
    List<String> ids = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      fill(select, values);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          ids.add(rows.getString(1));
        }
      }
    }
    return ids;
  }

  private static int number(Connection connection, String sql, List<?> values) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      fill(select, values);
      try (ResultSet rows = select.executeQuery()) {
        rows.next();
        return rows.getInt(1);
      }
    }
  }

  private static void fill(PreparedStatement statement, List<?> values) throws SQLException {
    for (int i = 0; i < values.size(); i++) {
      statement.setObject(i + 1, values.get(i));
    }
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
