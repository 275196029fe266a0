// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.door;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/** The doors that this gateway may open. Thread-safe. */
@ProviderType
public interface DoorController {
  /** Returns the doors, by id. */
  List<DoorInfo> doors();

  /**
   * Carries out an order: single use, in time, for a known door. The stage completes normally with
   * exactly one outcome within the door's time limit and never exceptionally.
   */
  CompletionStage<DoorOutcome> unlock(UnlockOrder order);

  /** Returns the lock's state; {@link DoorState#UNKNOWN} for a door that is not here. */
  DoorState state(DoorId door);
}
