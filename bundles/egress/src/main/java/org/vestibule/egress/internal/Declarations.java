// SPDX-License-Identifier: Apache-2.0
package org.vestibule.egress.internal;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.vestibule.api.egress.DataClass;

/** What bundles say in their manifests that they may send where. */
@FunctionalInterface
interface Declarations {
  /** Returns what a bundle declares for a sink; empty when it declares no such sink. */
  Optional<Set<DataClass>> of(String bundle, String sink);

  /** Reads labels as they stand in a manifest; one that is unknown declares nothing. */
  static Set<DataClass> classes(Iterable<?> labels) {
    Set<DataClass> classes = EnumSet.noneOf(DataClass.class);
    for (Object label : labels) {
      DataClass.of(String.valueOf(label).strip()).ifPresent(classes::add);
    }
    return classes;
  }
}
