// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.outbox;

import java.util.Set;

/**
 * Whom an entry names; kept beside it, because nobody can tell whose a name was once its person is
 * erased. Immutable.
 *
 * @param people the ids of all whom it may name
 * @param stranger whether it has a name of which nobody could say whose it is
 */
record Named(Set<String> people, boolean stranger) {
  /** Nobody. */
  static final Named NOBODY = new Named(Set.of(), false);

  Named {
    people = Set.copyOf(people);
  }

  /** Returns whether it names this person for certain. */
  boolean names(String person) {
    return people.contains(person);
  }

  /** Returns whether it may name this person. */
  boolean mayName(String person) {
    return stranger || names(person);
  }
}
