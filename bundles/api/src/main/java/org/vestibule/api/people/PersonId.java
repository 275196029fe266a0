// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.people;

import org.vestibule.api.Identifier;
import org.vestibule.api.egress.Classified;
import org.vestibule.api.egress.DataClass;

/** Names a person in this building. */
@Classified(DataClass.PERSONAL)
public record PersonId(@Classified(DataClass.PERSONAL) String value) {
  /** Refuses anything that is not an {@link Identifier}. */
  public PersonId {
    Identifier.require("person id", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
