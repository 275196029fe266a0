// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.people;

import org.vestibule.api.Identifier;

/** Names a person in this building. */
public record PersonId(String value) {
  /** Refuses anything that is not an {@link Identifier}. */
  public PersonId {
    Identifier.require("person id", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
