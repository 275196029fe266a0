// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.EntryMethod;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.rights.AccessRequest;

/**
 * Who somebody is and what they have shown for it so far: the same, and the rights need not be
 * asked again.
 *
 * @param person as a code or a face says; empty with a pass
 * @param pass the pass's id, if one was shown
 * @param methods what was shown and found true
 */
record Showing(Optional<PersonId> person, Optional<String> pass, Set<EntryMethod> methods) {
  /** Returns whether there is nobody whose rights could be asked for. */
  boolean ofNobody() {
    return person.isEmpty() && pass.isEmpty();
  }

  AccessRequest request(DoorId door, boolean duress, Instant at) {
    return new AccessRequest(door, person, pass, methods, duress, at);
  }
}
