// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.door;

/** What is known of a door's lock. */
public enum DoorState {
  LOCKED,
  UNLOCKED,
  UNREACHABLE,
  UNKNOWN
}
