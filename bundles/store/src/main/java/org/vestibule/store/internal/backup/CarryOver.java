// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.backup;

import static org.vestibule.store.internal.backup.Sql.count;
import static org.vestibule.store.internal.backup.Sql.run;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.vestibule.store.internal.consent.FrozenLines;
import org.vestibule.store.internal.database.Succession;
import org.vestibule.store.internal.vault.SubjectVault;

/**
 * What a restore must not undo: who was erased stays erased, consent that was withdrawn stays
 * withdrawn, who was suspended stays suspended, and receipts stay.
 */
final class CarryOver implements Succession<CarryOver.Counts> {
  /**
   * What was found.
   *
   * @param people in the backup
   * @param stayErased how many of its subjects were erased since
   */
  record Counts(long people, long stayErased) {}

  private static final String CONSENT =
      "id, subject, purpose, text_version, text_sha256, language, channel, sealed, given_at,"
          + " given_by, withdrawn_at, withdrawn_by";

  private final SubjectVault vault;
  private final Clock clock;

  CarryOver(SubjectVault vault, Clock clock) {
    this.vault = vault;
    this.clock = clock;
  }

  @Override
  public Counts reconcile(Optional<Connection> present, Connection next) throws SQLException {
    long people = count(next, "select count(*) from person");
    long erased = 0;
    if (present.isPresent()) {
      erased = tombstones(present.get(), next);
      withdrawals(present.get(), next);
      FrozenLines.all(next);
      suspensions(present.get(), next);
      receipts(present.get(), next);
    }
    return new Counts(people, erased + keyless(next));
  }

  private static long tombstones(Connection present, Connection next) throws SQLException {
    long stay = 0;
    try (Statement statement = present.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select id, created_at, erased_at from subject where erased_at is not null")) {
      while (rows.next()) {
        UUID subject = rows.getObject(1, UUID.class);
        OffsetDateTime erasedAt = rows.getObject(3, OffsetDateTime.class);
        if (erase(next, subject, erasedAt)) {
          stay++;
        } else {
          // Made and erased since the backup: the receipt still needs its pseudonym.
          run(
              next,
              "insert into subject (id, created_at, erased_at) select ?, ?, ? where not exists"
                  + " (select 1 from subject where id = ?)",
              subject,
              rows.getObject(2, OffsetDateTime.class),
              erasedAt,
              subject);
        }
      }
    }
    return stay;
  }

  private static boolean erase(Connection next, UUID subject, OffsetDateTime at)
      throws SQLException {
    run(next, "delete from allowance where subject = ?", subject);
    run(next, "delete from person where subject = ?", subject);
    return run(
            next,
            "update subject set lookup = null, erased_at = ? where id = ? and erased_at is null",
            at,
            subject)
        > 0;
  }

  private static void withdrawals(Connection present, Connection next) throws SQLException {
    try (Statement statement = present.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select " + CONSENT + " from consent where withdrawn_at is not null")) {
      while (rows.next()) {
        Object id = rows.getObject(1);
        run(next, "delete from allowance where consent = ?", id);
        int known =
            run(
                next,
                "update consent set withdrawn_at = ?, withdrawn_by = ? where id = ?",
                rows.getObject(11),
                rows.getObject(12),
                id);
        if (known == 0 && knows(next, rows.getObject(2))) {
          Object[] line = new Object[12];
          for (int i = 0; i < line.length; i++) {
            line[i] = rows.getObject(i + 1);
          }
          run(
              next,
              "insert into consent (" + CONSENT + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
              line);
        }
      }
    }
  }

  private static void suspensions(Connection present, Connection next) throws SQLException {
    try (Statement statement = present.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select subject, suspended_at, suspended_why from person"
                    + " where suspended_at is not null")) {
      while (rows.next()) {
        run(
            next,
            "update person set suspended_at = ?, suspended_why = ?"
                + " where subject = ? and suspended_at is null",
            rows.getObject(2),
            rows.getObject(3),
            rows.getObject(1));
      }
    }
  }

  private static void receipts(Connection present, Connection next) throws SQLException {
    try (Statement statement = present.createStatement();
        ResultSet rows =
            statement.executeQuery("select id, subject, at, finished, json from receipt")) {
      while (rows.next()) {
        if (knows(next, rows.getObject(2))) {
          run(
              next,
              "merge into receipt (id, subject, at, finished, json) key (id)"
                  + " values (?, ?, ?, ?, ?)",
              rows.getObject(1),
              rows.getObject(2),
              rows.getObject(3),
              rows.getObject(4),
              rows.getObject(5));
        }
      }
    }
  }

  private static boolean knows(Connection next, Object subject) throws SQLException {
    return count(next, "select count(*) from subject where id = ?", subject) > 0;
  }

  /**
   * Whose key is gone was erased, even if the tombstone cannot be read any more. Where no key at
   * all fits, it is the keyring that is not the one of this content, and nobody is touched.
   */
  private long keyless(Connection next) throws SQLException {
    if (!vault.open()) {
      return 0;
    }
    List<UUID> without = new ArrayList<>();
    long with = 0;
    try (Statement statement = next.createStatement();
        ResultSet rows = statement.executeQuery("select id from subject where erased_at is null")) {
      while (rows.next()) {
        UUID subject = rows.getObject(1, UUID.class);
        if (vault.holdsKey(subject)) {
          with++;
        } else {
          without.add(subject);
        }
      }
    }
    if (with == 0) {
      return 0;
    }
    for (UUID subject : without) {
      erase(next, subject, OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC));
    }
    return without.size();
  }
}
