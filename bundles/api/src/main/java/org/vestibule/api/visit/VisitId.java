// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.visit;

import org.vestibule.api.Identifier;
import org.vestibule.api.egress.Classified;
import org.vestibule.api.egress.DataClass;

/** Names one visit from the button to the audit entry, for example {@code v-20260101-0007-k3f9}. */
@Classified(DataClass.EVENT)
public record VisitId(@Classified(DataClass.EVENT) String value) {
  /** Refuses anything that is not an {@link Identifier}. */
  public VisitId {
    Identifier.require("visit id", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
