// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.credential;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.vestibule.api.people.PersonId;

/**
 * Those who have cards on the shelf and are nobody of this house: a backup from before their
 * erasure was restored. Who was nobody when that could first be told is a stranger until it is
 * removed, even if somebody is enrolled under the same id before. Changed by one thread at a time,
 * asked by any.
 */
final class Strangers {
  private volatile Set<PersonId> found = Set.of();
  private Set<PersonId> unjudged = Set.of();

  /** The shelf was read, and holds something of these. */
  void read(Set<PersonId> people) {
    unjudged = Set.copyOf(people);
    found = Set.of();
  }

  /**
   * Judges them.
   *
   * @param everyone as the directory says it; empty while it cannot, and then nobody is judged
   * @return of whom everything is to be removed now; nobody where the house has nobody at all, so
   *     that no directory that was lost takes the cards with it
   */
  Set<PersonId> judge(Optional<Set<PersonId>> everyone) {
    if (everyone.isEmpty()) {
      return Set.of();
    }
    Set<PersonId> next = new HashSet<>(unjudged);
    next.removeAll(everyone.get());
    next.addAll(found);
    unjudged = Set.of();
    found = Set.copyOf(next);
    return everyone.get().isEmpty() ? Set.of() : found;
  }

  /** Returns whether there may be any. */
  boolean any() {
    return !unjudged.isEmpty() || !found.isEmpty();
  }

  /** They are removed. */
  void removed() {
    found = Set.of();
  }

  boolean contains(PersonId person) {
    return found.contains(person);
  }
}
