// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.vestibule.api.door.Entitlement;
import org.vestibule.api.door.EntryMethod;
import org.vestibule.api.rights.AccessRequest;

/**
 * What an order rests on: a face that was seen, or a number that was entered and is enough alone.
 *
 * @param finding the face; empty where a number is enough
 * @param entry the number; empty where a face counts
 * @param request what the rights are asked right before the order leaves
 * @param said what they have said before; then they must be there to say it again
 */
record Basis(
    Optional<Finding> finding,
    Optional<Entry> entry,
    AccessRequest request,
    Optional<Entitlement> said) {
  /** Returns what counts of what was shown. */
  Set<EntryMethod> methods() {
    return said.orElse(null) instanceof Entitlement.Granted granted
        ? granted.by()
        : Set.of(EntryMethod.FACE);
  }

  /** Returns when it was captured or entered (wall clock). */
  Instant capturedAt() {
    return entry
        .map(Entry::at)
        .orElseGet(() -> finding.get().sighting().evidence().get().capturedAt());
  }

  /** Returns the same on {@link System#nanoTime()}. */
  long capturedNanos() {
    return entry.map(Entry::atNanos).orElseGet(() -> finding.get().capturedNanos());
  }
}
