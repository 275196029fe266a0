// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.station;

import java.util.Objects;

/**
 * A part of a station's picture that counts: where a station has zones, what moves or is seen
 * outside them is not told. Who may pass is not decided by it.
 *
 * @param name for people, the only one of its name at the station
 * @param outline where it is
 */
public record Zone(String name, Outline outline) {
  /** Refuses one without a name or a place. */
  public Zone {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(outline, "outline");
  }
}
