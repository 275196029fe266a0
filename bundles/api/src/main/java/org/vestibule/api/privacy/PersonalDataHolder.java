// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.privacy;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.people.PersonId;

/**
 * Whatever holds something about people outside {@link org.vestibule.api.store.PersonalRecords}:
 * caches, running matchers, learned heads. Register it as a service. Thread-safe.
 */
@ConsumerType
public interface PersonalDataHolder {
  /** Returns its name for receipts, for example {@code triage examples}. */
  String holder();

  /**
   * Drops everything about a person; must be safe to repeat.
   *
   * @return how many things it held
   * @throws VestibuleException when something could not be dropped; the erasure then stays open and
   *     is tried again
   */
  int erase(PersonId person) throws VestibuleException;

  /** Returns whether it holds anything about a person: asked when a receipt is verified. */
  boolean holds(PersonId person);

  /**
   * Returns what it holds, for a copy (GDPR Art. 15 and 20).
   *
   * @throws VestibuleException when it cannot be read; the copy is then not made
   */
  List<Item> copy(PersonId person) throws VestibuleException;

  /**
   * One thing in a copy.
   *
   * @param path in the zip, for example {@code visits/v-1.json}; letters, digits, {@code /.-_}
   * @param type its media type
   * @param content the caller's own
   */
  record Item(String path, String type, byte[] content) {
    @Override
    public String toString() {
      return "Item[" + path + ", ***]";
    }
  }
}
