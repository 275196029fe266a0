// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.credential;

import java.util.Map;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.Status.Cause;

/** Says in one sentence how cards are. */
final class CardsStatus {
  private CardsStatus() {}

  /**
   * Returns how they are.
   *
   * @param misconfigured what is wrong with the configuration, or null
   * @param unread why they could not be read, or null
   */
  static Status of(CardDesk desk, boolean open, String misconfigured, String unread) {
    if (unread != null) {
      return Status.unavailable(Cause.STORAGE, "No card counts: " + unread);
    }
    if (desk.memory().isEmpty()) {
      return open
          ? Status.starting("Cards are being read")
          : Status.unavailable(
              Cause.DEPENDENCY, "No card counts while the vault is locked: open the vault");
    }
    CardMemory memory = desk.memory().get();
    for (Map.Entry<String, String> each : memory.refused().entrySet()) {
      return Status.degraded(
          Cause.STORAGE,
          "What was kept of "
              + each.getKey()
              + " is not believed, because "
              + each.getValue()
              + ": let it tell its cards again");
    }
    if (memory.unreadable() > 0) {
      return Status.degraded(
          Cause.STORAGE,
          memory.unreadable() + " values of cards do not open: restore a backup or import again");
    }
    if (!memory.silent().isEmpty()) {
      return Status.degraded(
          Cause.NETWORK,
          "Cards of "
              + String.join(", ", memory.silent())
              + " ended, because it was not heard for too long: check its connection");
    }
    if (misconfigured != null) {
      return Status.degraded(Cause.CONFIGURATION, misconfigured);
    }
    return Status.ready(desk.holders() + " people have a card that counts");
  }
}
