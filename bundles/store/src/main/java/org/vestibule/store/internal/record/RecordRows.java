// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.record;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.privacy.DataKind;
import org.vestibule.store.internal.database.Subjects;
import org.vestibule.store.internal.vault.SubjectVault;

/**
 * Records that are written in the transaction of somebody else of this bundle, with what they
 * belong to. Thread-safe.
 */
public final class RecordRows {
  /**
   * A record, opened.
   *
   * @param content the caller's own copy
   */
  public record Opened(PersonId person, byte[] content) {
    @Override
    public String toString() {
      return "Opened[***]";
    }
  }

  private final Subjects subjects;
  private final SubjectVault vault;

  /** Uses the vault of this bundle. */
  public RecordRows(Subjects subjects, SubjectVault vault) {
    this.subjects = subjects;
    this.vault = vault;
  }

  /**
   * Writes a row.
   *
   * @return its id
   * @throws VestibuleException {@code consent-missing}, {@code unknown-person}, {@code
   *     vault-locked}; the transaction can go on after the first two
   */
  public UUID put(
      Connection connection, PersonId person, DataKind kind, Instant madeAt, byte[] content)
      throws SQLException, VestibuleException {
    UUID subject =
        subjects.find(connection, person).orElseThrow(() -> NewRow.unknown("nobody with that id"));
    NewRow.demandActive(connection, subject);
    UUID id = UUID.randomUUID();
    byte[] plain = new Envelope(person, content).bytes();
    try {
      byte[] sealed = vault.seal(subject, SealedRow.context(id, kind), plain);
      NewRow.insert(connection, id, subject, kind, madeAt, sealed);
      return id;
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  /**
   * Opens a row.
   *
   * @throws VestibuleException {@code vault-locked}, {@code key-missing}, {@code seal-broken}
   */
  public Opened open(UUID id, UUID subject, DataKind kind, byte[] sealed)
      throws VestibuleException {
    Envelope envelope = SealedRow.envelope(vault, id, subject, kind, sealed);
    return new Opened(envelope.person(), envelope.content());
  }
}
