// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.door;

import java.util.Optional;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorActuator;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.integrations.access.control.internal.leaf.Leaves;

/**
 * Locks a door now, unless a fire releases it.
 *
 * @param door the door
 * @param leaves where a fire is known
 * @param endHolds ends the holds of the door: one that was under way when the door was to be locked
 *     began after all
 */
record Securing(DoorSettings door, Leaves leaves, Runnable endHolds) implements LockCall {
  @Override
  public Optional<DoorOutcome> refusal() {
    return leaves.view(door.id()).fire() ? Optional.of(Orders.fire(door)) : Optional.empty();
  }

  @Override
  public String ask(DoorActuator actuator) throws VestibuleException, InterruptedException {
    endHolds.run();
    actuator.secure(door.id());
    return door.title() + " is locked";
  }
}
