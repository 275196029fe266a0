// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.area;

import java.util.List;
import org.vestibule.api.station.Outline;
import org.vestibule.api.station.Zone;

/**
 * The marked parts of one station's picture. Immutable.
 *
 * @param masks are black in every picture that leaves the station
 * @param zones alone count for what moves and what is seen; none: all of the picture
 */
public record Areas(List<Outline> masks, List<Zone> zones) {
  /** Nothing is marked. */
  public static final Areas NONE = new Areas(List.of(), List.of());

  /** Copies the lists. */
  public Areas {
    masks = List.copyOf(masks);
    zones = List.copyOf(zones);
  }
}
