// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.time.Instant;
import java.util.Optional;
import org.vestibule.api.door.EntryMethod;
import org.vestibule.api.people.PersonId;

/**
 * A number that was entered in this visit and that the rights found true.
 *
 * @param person whose code it is; empty with a pass
 * @param pass the pass's id; empty with a code
 * @param duress whether the code is the one that asks for help
 * @param at when it was entered (wall clock)
 * @param atNanos the same on {@link System#nanoTime()}
 */
record Entry(
    Optional<PersonId> person, Optional<String> pass, boolean duress, Instant at, long atNanos) {
  EntryMethod method() {
    return pass.isPresent() ? EntryMethod.PASS : EntryMethod.CODE;
  }
}
