// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.retention;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.privacy.DataKind;
import org.vestibule.store.internal.database.Database;

/**
 * Deletes records that are too old, a batch in each transaction, so that nobody waits long for the
 * one who writes. A template and a negative count from the day on which a door last opened for
 * their person (BIPA section 15(a): within three years of the last interaction), all else from when
 * it was made. It needs no open vault. Thread-safe.
 */
final class ExpiredRows {
  /**
   * What a deletion did.
   *
   * @param rows how many
   * @param subjects whose
   */
  record Deleted(int rows, Set<UUID> subjects) {}

  private record Row(UUID id, UUID subject) {}

  private static final int BATCH = 500;
  private static final String OLD =
      " from record r left join person p on p.subject = r.subject"
          + " where r.kind = ? and r.made_at < ?";

  private final Database database;

  ExpiredRows(Database database) {
    this.database = database;
  }

  /** Deletes what of a kind is older. */
  Deleted before(DataKind kind, Instant oldest) throws VestibuleException {
    int rows = 0;
    Set<UUID> subjects = new HashSet<>();
    int last;
    do {
      List<Row> batch =
          database.write(
              c -> {
                List<Row> old = old(c, kind, oldest);
                delete(c, old);
                return old;
              });
      batch.forEach(row -> subjects.add(row.subject()));
      last = batch.size();
      rows += last;
    } while (last == BATCH);
    return new Deleted(rows, subjects);
  }

  /** Counts what of a kind is older. */
  int count(DataKind kind, Instant oldest) throws VestibuleException {
    return database.read(
        c -> {
          try (PreparedStatement select = select(c, "select count(*)", kind, oldest, "");
              ResultSet counted = select.executeQuery()) {
            counted.next();
            return counted.getInt(1);
          }
        });
  }

  private static List<Row> old(Connection c, DataKind kind, Instant oldest) throws SQLException {
    List<Row> old = new ArrayList<>();
    String what = "select r.id, r.subject";
    try (PreparedStatement select = select(c, what, kind, oldest, " limit " + BATCH);
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        old.add(new Row(rows.getObject(1, UUID.class), rows.getObject(2, UUID.class)));
      }
    }
    return old;
  }

  private static PreparedStatement select(
      Connection c, String what, DataKind kind, Instant oldest, String end) throws SQLException {
    boolean ofPerson = kind == DataKind.TEMPLATE || kind == DataKind.NEGATIVE;
    String seen = ofPerson ? " and (p.last_seen is null or p.last_seen < ?)" : "";
    PreparedStatement select = c.prepareStatement(what + OLD + seen + end);
    select.setString(1, kind.label());
    select.setObject(2, oldest.atOffset(ZoneOffset.UTC));
    if (ofPerson) {
      select.setObject(3, oldest.atOffset(ZoneOffset.UTC).toLocalDate());
    }
    return select;
  }

  private static void delete(Connection c, List<Row> rows) throws SQLException {
    try (PreparedStatement delete = c.prepareStatement("delete from record where id = ?")) {
      for (Row row : rows) {
        delete.setObject(1, row.id());
        delete.addBatch();
      }
      delete.executeBatch();
    }
  }
}
