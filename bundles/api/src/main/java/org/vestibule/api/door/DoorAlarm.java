// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.door;

import java.util.Locale;

/** What is wrong at a door until it is over. */
public enum DoorAlarm {
  /** The leaf opened, and nobody had been let in or out. */
  FORCED_OPEN,
  /** The leaf stands open for longer than it may. */
  HELD_OPEN,
  /** Somebody opened the case of a reader or a module. */
  TAMPER,
  /** A device runs on what is left in its battery. */
  POWER,
  /** The fire alarm released the door. */
  FIRE_RELEASE;

  /** Returns the name as it stands in messages, for example forced-open. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
