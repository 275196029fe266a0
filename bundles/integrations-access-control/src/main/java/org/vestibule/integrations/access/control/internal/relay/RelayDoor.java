// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.relay;

import java.util.Set;
import org.vestibule.api.door.DoorId;

/**
 * A door on a relay module.
 *
 * @param output which relay, from 0
 * @param locked with which doors it forms a lock: none of them is released while another is open
 */
record RelayDoor(DoorId door, int output, Wiring wiring, Set<DoorId> locked) {
  RelayDoor {
    locked = Set.copyOf(locked);
  }
}
