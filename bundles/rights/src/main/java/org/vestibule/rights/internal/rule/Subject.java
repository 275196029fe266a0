// SPDX-License-Identifier: Apache-2.0
package org.vestibule.rights.internal.rule;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vestibule.api.people.Person;

/**
 * What is known of one person. Immutable.
 *
 * @param person as the directory has them
 * @param suspended whether every way in has ended for them
 * @param groups the groups that they are in
 * @param hasCode whether they have a code for step-up
 * @param lockedUntil until when no code of theirs counts, if so
 * @param places where they are, by zone
 */
public record Subject(
    Person person,
    boolean suspended,
    Set<String> groups,
    boolean hasCode,
    Optional<Instant> lockedUntil,
    Map<String, Place> places) {
  /** Copies. */
  public Subject {
    groups = Set.copyOf(groups);
    places = Map.copyOf(places);
  }

  /**
   * Where somebody is.
   *
   * @param inside whether they entered last, and not left
   * @param since when
   */
  public record Place(boolean inside, Instant since) {}
}
