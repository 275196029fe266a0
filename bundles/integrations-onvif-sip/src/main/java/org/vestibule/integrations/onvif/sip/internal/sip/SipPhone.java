// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.sip;

import java.util.Optional;
import java.util.Set;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.station.StationId;

/**
 * A phone of somebody who lives here, or a panel at a door, as it is configured.
 *
 * @param user the user part of its address, and its name for logging in
 * @param title its name for people
 * @param station the door station that it is; empty: a phone
 * @param person whose phone it is, if it is somebody's own
 * @param units the flats or offices for which it rings; empty for a phone: for everybody
 * @param opens whether a door may be opened from it
 */
public record SipPhone(
    String user,
    String title,
    Optional<StationId> station,
    Optional<PersonId> person,
    Set<String> units,
    boolean opens) {
  /** Copies the set. */
  public SipPhone {
    units = Set.copyOf(units);
  }
}
