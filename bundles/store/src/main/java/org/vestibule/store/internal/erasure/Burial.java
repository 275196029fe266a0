// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.erasure;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.people.PersonId;
import org.vestibule.store.internal.database.Subjects;
import org.vestibule.store.internal.vault.SubjectVault;

/**
 * The first step of an erasure, in one transaction: a tombstone in the person's place, everything
 * that hangs on them gone, and a note that the rest is to be done. The lines of the consent ledger
 * stay, under a pseudonym that leads to nobody: that there was consent must be shown (GDPR Art.
 * 7(1)), and the signature in them is sealed by the key that goes.
 */
final class Burial {
  private final SubjectVault vault;
  private final Subjects subjects;

  Burial(SubjectVault vault, Subjects subjects) {
    this.vault = vault;
    this.subjects = subjects;
  }

  /**
   * Buries somebody.
   *
   * @throws VestibuleException {@code unknown-person}, {@code vault-locked}
   */
  Progress bury(Connection connection, PersonId person, String reason, Instant at)
      throws SQLException, VestibuleException {
    UUID subject = subjects.find(connection, person).orElseThrow(() -> Refusals.unknown(person));
    UUID id = UUID.randomUUID();
    OffsetDateTime when = OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
    Map<String, Integer> removed = counts(connection, subject);
    run(connection, "delete from allowance where subject = ?", subject);
    removed.put("people", run(connection, "delete from person where subject = ?", subject));
    run(connection, "update subject set lookup = null, erased_at = ? where id = ?", when, subject);
    Progress progress =
        new Progress(
            id, subject, at, reason, removed, seal(subject, id, person), Optional.empty(), 0);
    run(
        connection,
        "insert into receipt (id, subject, at, finished, json) values (?, ?, ?, false, ?)",
        id,
        subject,
        when,
        progress.text());
    return progress;
  }

  /** Somebody without a key cannot be named again, so only this process can ask who holds them. */
  private Optional<byte[]> seal(UUID subject, UUID id, PersonId person) throws VestibuleException {
    if (!vault.holdsKey(subject)) {
      return Optional.empty();
    }
    byte[] name = person.value().getBytes(StandardCharsets.UTF_8);
    return Optional.of(vault.seal(subject, context(id), name));
  }

  /**
   * Opens the id of somebody whose key is still there.
   *
   * @throws VestibuleException {@code vault-locked}
   */
  Optional<PersonId> name(Progress progress) throws VestibuleException {
    if (progress.sealedPerson().isEmpty()) {
      return Optional.empty();
    }
    try {
      byte[] name =
          vault.open(
              progress.subject(), context(progress.id()), progress.sealedPerson().orElseThrow());
      return Optional.of(new PersonId(new String(name, StandardCharsets.UTF_8)));
    } catch (VestibuleException e) {
      if (e.code().equals("key-missing")) {
        return Optional.empty(); // The key goes after everybody was asked.
      }
      throw e;
    }
  }

  private static String context(UUID id) {
    return "erasure:" + id;
  }

  private static Map<String, Integer> counts(Connection connection, UUID subject)
      throws SQLException {
    Map<String, Integer> counts = new TreeMap<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select kind, count(*) from record where subject = ? group by kind")) {
      select.setObject(1, subject);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          counts.put(rows.getString(1) + "s", rows.getInt(2));
        }
      }
    }
    return counts;
  }

  private static int run(Connection connection, String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      return statement.executeUpdate();
    }
  }
}
