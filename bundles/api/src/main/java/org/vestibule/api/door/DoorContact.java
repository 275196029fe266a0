// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.door;

/** Where a door leaf is. A door without a contact is unknown, never closed. */
public enum DoorContact {
  CLOSED,
  OPEN,
  UNKNOWN
}
