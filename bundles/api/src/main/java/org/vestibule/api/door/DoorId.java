// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.door;

import org.vestibule.api.Identifier;

/** Names a door, for example {@code front-door}. */
public record DoorId(String value) {
  /** Refuses anything that is not an {@link Identifier}. */
  public DoorId {
    Identifier.require("door id", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
