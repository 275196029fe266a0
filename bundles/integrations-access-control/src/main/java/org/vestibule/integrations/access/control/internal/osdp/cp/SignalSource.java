// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp.cp;

import org.vestibule.api.door.DoorSignals;

/** Has inputs that say something of doors. Thread-safe. */
interface SignalSource {
  /** Tells this one from now on, and first all that is known; {@code null} for nobody. */
  void signals(DoorSignals house);
}
