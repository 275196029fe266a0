// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.people;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The names under which journals know people: random, one for each, without meaning once the person
 * was erased. Thread-safe; reads memory.
 */
@ProviderType
public interface Pseudonyms {
  /** Returns the pseudonym of somebody who is known, {@code subject-} and a UUID. */
  Optional<String> of(PersonId person);

  /** Returns whose pseudonym it is; empty after erasure and while the vault is locked. */
  Optional<PersonId> whose(String pseudonym);
}
