// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp.cp;

import java.util.Optional;
import org.vestibule.api.door.DoorId;

/** Knows which reader has the lock of a door. Thread-safe. */
@FunctionalInterface
interface PanelLocks {
  /** Returns it, if one has. */
  Optional<PanelReader> lockOf(DoorId door);
}
