// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.record;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.privacy.DataKind;
import org.vestibule.api.store.PersonalRecords.PersonalRecord;
import org.vestibule.store.internal.vault.SubjectVault;

/** A row as it lies in the database. Immutable by convention: nobody writes into the bytes. */
final class SealedRow {
  static final String COLUMNS = "id, subject, made_at, sealed";

  private final UUID id;
  private final UUID subject;
  private final Instant madeAt;
  private final byte[] sealed;

  private SealedRow(ResultSet row) throws SQLException {
    id = row.getObject(1, UUID.class);
    subject = row.getObject(2, UUID.class);
    madeAt = row.getObject(3, OffsetDateTime.class).toInstant();
    sealed = row.getBytes(4);
  }

  static List<SealedRow> of(PreparedStatement select) throws SQLException {
    List<SealedRow> found = new ArrayList<>();
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        found.add(new SealedRow(rows));
      }
    }
    return found;
  }

  /** Returns what binds a seal to its row. */
  static String context(UUID id, DataKind kind) {
    return "record:" + id + ":" + kind.label();
  }

  UUID id() {
    return id;
  }

  PersonalRecord open(SubjectVault vault, DataKind kind) throws VestibuleException {
    Envelope envelope = envelope(vault, id, subject, kind, sealed);
    return new PersonalRecord(id.toString(), envelope.person(), kind, madeAt, envelope.content());
  }

  /** Opens what is sealed of a row. */
  static Envelope envelope(SubjectVault vault, UUID id, UUID subject, DataKind kind, byte[] sealed)
      throws VestibuleException {
    try {
      return Envelope.take(vault.open(subject, context(id, kind), sealed));
    } catch (IllegalArgumentException e) {
      throw new VestibuleException(
          "seal-broken",
          "record " + id,
          "a content that is none",
          "what this gateway sealed",
          "Restore a backup",
          e);
    }
  }
}
