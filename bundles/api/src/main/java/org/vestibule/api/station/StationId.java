// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.station;

import org.vestibule.api.Identifier;
import org.vestibule.api.egress.Classified;
import org.vestibule.api.egress.DataClass;

/** Names a door station, for example {@code front}. */
@Classified(DataClass.EVENT)
public record StationId(@Classified(DataClass.EVENT) String value) {
  /** Refuses anything that is not an {@link Identifier}. */
  public StationId {
    Identifier.require("station id", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
