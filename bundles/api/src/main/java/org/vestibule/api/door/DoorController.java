// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.door;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/** The doors that this gateway may open. Thread-safe. */
@ProviderType
public interface DoorController {
  /** Returns the doors, by id. */
  List<DoorInfo> doors();

  /**
   * Carries out an order: single use, in time, for a known door. The stage completes normally with
   * exactly one outcome within the door's time limit and never exceptionally. An order that comes a
   * second time while it lives, the same in all its parts, gets the outcome of the first; another
   * order under its id is denied with {@code order-used}.
   */
  CompletionStage<DoorOutcome> unlock(UnlockOrder order);

  /**
   * Keeps a door unlocked, or renews that; the outcome as for {@link #unlock}. Audited when it
   * begins and ends, not when it is renewed.
   */
  default CompletionStage<DoorOutcome> hold(HoldOrder order) {
    return CompletableFuture.completedFuture(
        new DoorOutcome.Denied("not-supported", "This door control cannot hold doors"));
  }

  /**
   * Ends every hold and every pulse of a door and locks it; a fire release stays.
   *
   * @param by who wants it
   */
  default CompletionStage<DoorOutcome> secure(DoorId door, String by) {
    return CompletableFuture.completedFuture(
        new DoorOutcome.Denied("not-supported", "This door control cannot lock doors"));
  }

  /** Returns the lock's state; {@link DoorState#UNKNOWN} for a door that is not here. */
  DoorState state(DoorId door);
}
