// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.door;

/** What is wired at a door: an input, active or not. */
public enum DoorSignal {
  /** The leaf is open. */
  CONTACT_OPEN,
  /** Somebody inside wants out (REX): a button or a motion sensor. */
  EXIT_REQUEST,
  /** A case is open. */
  TAMPER,
  /** The mains are gone. */
  POWER_LOST,
  /** The fire alarm wants the door released; always wins. */
  FIRE_RELEASE
}
