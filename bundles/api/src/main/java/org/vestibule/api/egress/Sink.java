// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.egress;

import java.util.Objects;
import java.util.Set;
import org.vestibule.api.Identifier;

/**
 * Somewhere that data go to, because a person configured it.
 *
 * @param name names it, for example {@code mqtt}
 * @param purpose what for, one sentence for the papers
 * @param classes what it may be sent; no more than its bundle declares in its manifest
 */
public record Sink(String name, String purpose, Set<DataClass> classes) {
  /**
   * The namespace of the capability by which a bundle declares, before anything is configured, what
   * it may send where: {@code org.vestibule.egress} with {@code sink}, {@code classes} (labels) and
   * {@code purpose}.
   */
  public static final String NAMESPACE = "org.vestibule.egress";

  /** Copies the set. */
  public Sink {
    Identifier.require("sink", name);
    Objects.requireNonNull(purpose, "purpose");
    classes = Set.copyOf(classes);
  }
}
