// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.store;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.osgi.annotation.versioning.ProviderType;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.privacy.DataKind;

/**
 * Rows about people, each sealed by its person's key. A row cannot be written without consent to
 * the purpose of its kind, which the database itself refuses; it goes when the consent goes, when
 * its time is over, and with the person. Thread-safe.
 */
@ProviderType
public interface PersonalRecords {
  /**
   * Writes a row; on the disk when this returns.
   *
   * @return its id
   * @throws VestibuleException {@code consent-missing}, {@code kind-refused} (this site never keeps
   *     it, whatever anybody agrees to), {@code unknown-person}, {@code vault-locked}, {@code
   *     storage-full}, {@code storage-failed}
   */
  String put(PersonId person, DataKind kind, byte[] content) throws VestibuleException;

  /**
   * Returns a person's rows of a kind, oldest first.
   *
   * @throws VestibuleException {@code vault-locked}, {@code storage-failed}
   */
  List<PersonalRecord> of(PersonId person, DataKind kind) throws VestibuleException;

  /**
   * Returns everyone's rows of a kind, oldest first.
   *
   * @throws VestibuleException {@code vault-locked}, {@code storage-failed}
   */
  List<PersonalRecord> all(DataKind kind) throws VestibuleException;

  /**
   * Removes a row; returns whether there was one.
   *
   * @throws VestibuleException {@code storage-full}, {@code storage-failed}
   */
  boolean remove(String id) throws VestibuleException;

  /**
   * A row, opened.
   *
   * @param content the caller's own copy
   */
  record PersonalRecord(String id, PersonId person, DataKind kind, Instant madeAt, byte[] content) {
    /** Refuses holes. */
    public PersonalRecord {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(content, "content");
    }

    @Override
    public String toString() {
      return "PersonalRecord[" + id + ", " + kind + ", ***]";
    }
  }
}
