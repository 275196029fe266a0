// SPDX-License-Identifier: Apache-2.0
package org.vestibule.rights.internal.rule;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.vestibule.api.people.PersonId;

/**
 * All that a request is judged by: what is configured, and what is known of the people, the pass
 * and the door that it names. Immutable.
 *
 * @param book what is configured
 * @param peopleKnown whether the directory could be asked, and who is suspended is known
 * @param secretsKnown whether codes, groups and passes could be read
 * @param subjects the people whom the request names, and the pass's host
 * @param pass the pass that it names, if there is such a one
 * @param doorEntered when somebody last entered by the door
 * @param doorLockedUntil until when nothing that is entered at the door counts, if so
 */
public record RightsState(
    Book book,
    boolean peopleKnown,
    boolean secretsKnown,
    Map<PersonId, Subject> subjects,
    Optional<PassFacts> pass,
    Optional<Instant> doorEntered,
    Optional<Instant> doorLockedUntil) {
  /** Copies. */
  public RightsState {
    subjects = Map.copyOf(subjects);
  }

  /** Returns the same state with other numbers of the pass. */
  public RightsState with(Optional<PassFacts> other) {
    return new RightsState(
        book, peopleKnown, secretsKnown, subjects, other, doorEntered, doorLockedUntil);
  }
}
