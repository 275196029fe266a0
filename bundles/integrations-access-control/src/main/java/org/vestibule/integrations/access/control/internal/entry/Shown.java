// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.entry;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.vestibule.api.door.EntryMethod;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.rights.AccessRequest;

/**
 * What somebody has shown at a reader.
 *
 * @param at the reader
 * @param person who they are, as card or code show; empty with a pass
 * @param pass the pass, by its id
 * @param methods by what
 * @param duress whether they ask for help
 * @param when when the last of it was read (wall clock, for people)
 * @param readNanos the same on {@link System#nanoTime()}
 */
record Shown(
    EntryPoint at,
    Optional<PersonId> person,
    Optional<String> pass,
    Set<EntryMethod> methods,
    boolean duress,
    Instant when,
    long readNanos) {
  AccessRequest request() {
    return new AccessRequest(at.door(), person, pass, methods, duress, when);
  }

  /** Returns one sentence for people and the audit. */
  String evidence() {
    return labels(methods) + " at reader " + at.name();
  }

  /** Returns methods for people, for example {@code code and card}. */
  static String labels(Set<EntryMethod> methods) {
    return new TreeSet<>(methods)
        .stream().map(EntryMethod::label).collect(Collectors.joining(" and "));
  }
}
