// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.door;

import java.util.Optional;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorActuator;
import org.vestibule.api.door.DoorOutcome;

/** What a lock is to do once. On the door's own thread. */
interface LockCall {
  /** Returns why the lock must not be asked, looked at right before it would be. */
  Optional<DoorOutcome> refusal();

  /** Asks the lock and returns one sentence on what it confirmed. */
  String ask(DoorActuator actuator) throws VestibuleException, InterruptedException;
}
