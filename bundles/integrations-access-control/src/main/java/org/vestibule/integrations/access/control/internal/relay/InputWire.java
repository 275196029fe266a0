// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.relay;

import java.util.Optional;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorSignal;

/**
 * What hangs on an input of a relay module.
 *
 * @param door at which door; empty: at every door of the module
 * @param input which input, from 0
 * @param normallyClosed whether the contact is closed while nothing is the matter, so that a cut
 *     wire is noticed
 */
record InputWire(Optional<DoorId> door, DoorSignal signal, int input, boolean normallyClosed) {
  boolean active(boolean closed) {
    return closed != normallyClosed;
  }

  boolean at(DoorId which) {
    return door.isEmpty() || door.get().equals(which);
  }
}
