// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.door;

import org.vestibule.api.Identifier;
import org.vestibule.api.egress.Classified;
import org.vestibule.api.egress.DataClass;

/** Names a door, for example {@code front-door}. */
@Classified(DataClass.EVENT)
public record DoorId(@Classified(DataClass.EVENT) String value) {
  /** Refuses anything that is not an {@link Identifier}. */
  public DoorId {
    Identifier.require("door id", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
