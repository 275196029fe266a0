// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.relay;

import java.util.Collection;
import java.util.Optional;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.Status.Cause;

/** Says in one sentence how the relay modules are. */
final class RelayStatus {
  private RelayStatus() {}

  static Status of(Collection<String> problems, Collection<RelayDriver> drivers) {
    for (String problem : problems) {
      return drivers.isEmpty()
          ? Status.unavailable(Cause.CONFIGURATION, problem)
          : Status.degraded(Cause.CONFIGURATION, problem);
    }
    for (RelayDriver driver : drivers) {
      VestibuleException trouble = driver.trouble();
      if (trouble != null) {
        Cause cause =
            trouble.code().equals("device-refused") ? Cause.DEVICE_REFUSED : Cause.NETWORK;
        return drivers.size() == 1
            ? Status.unavailable(cause, trouble.getMessage())
            : Status.degraded(cause, trouble.getMessage());
      }
      if (!driver.heard()) {
        return Status.starting("Module " + driver.settings().id() + " is being asked");
      }
    }
    if (drivers.isEmpty()) {
      return Status.ready("No relay module configured");
    }
    String answer =
        drivers.size() + (drivers.size() == 1 ? " relay module answers" : " relay modules answer");
    Optional<DoorId> untimed =
        drivers.stream().flatMap(driver -> driver.settings().untimed().stream()).findFirst();
    return Status.ready(
        answer
            + untimed
                .map(
                    door ->
                        "; the pulse of door "
                            + door
                            + " is ended by this gateway: if it is killed meanwhile the door stays"
                            + " unlocked")
                .orElse(""));
  }
}
