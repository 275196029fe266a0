// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.station;

import org.vestibule.api.Identifier;

/** Names a door station, for example {@code front}. */
public record StationId(String value) {
  /** Refuses anything that is not an {@link Identifier}. */
  public StationId {
    Identifier.require("station id", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
