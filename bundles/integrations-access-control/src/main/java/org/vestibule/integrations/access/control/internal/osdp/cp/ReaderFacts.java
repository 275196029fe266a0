// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp.cp;

import java.util.List;
import java.util.Optional;
import org.vestibule.integrations.access.control.internal.osdp.Capability;
import org.vestibule.integrations.access.control.internal.osdp.ReaderId;

/**
 * What a reader says of itself. Immutable.
 *
 * @param id who it is, if it said so
 * @param capabilities what it can do; empty when it did not say
 */
public record ReaderFacts(Optional<ReaderId> id, List<Capability> capabilities) {
  /** A reader that said nothing yet. */
  public static final ReaderFacts NOTHING = new ReaderFacts(Optional.empty(), List.of());

  /** Returns whether it has a function, one of {@link Capability}. */
  public boolean has(int function) {
    return capabilities.stream().anyMatch(each -> each.function() == function);
  }

  ReaderFacts with(Optional<ReaderId> said) {
    return new ReaderFacts(said, capabilities);
  }

  ReaderFacts with(List<Capability> said) {
    return new ReaderFacts(id, said);
  }
}
