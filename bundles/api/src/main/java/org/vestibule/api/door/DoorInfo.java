// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.door;

import java.util.Set;

/**
 * A door as shown to people.
 *
 * @param id its name in topics and paths
 * @param title its name for people
 * @param actuator what drives it, for example {@code simulated}
 * @param state its lock's state now
 * @param contact where its leaf is, if it has a contact
 * @param alarms what is wrong at it
 */
public record DoorInfo(
    DoorId id,
    String title,
    String actuator,
    DoorState state,
    DoorContact contact,
    Set<DoorAlarm> alarms) {
  /** Copies. */
  public DoorInfo {
    alarms = Set.copyOf(alarms);
  }

  /** A door of which no more than its lock is known. */
  public DoorInfo(DoorId id, String title, String actuator, DoorState state) {
    this(id, title, actuator, state, DoorContact.UNKNOWN, Set.of());
  }
}
