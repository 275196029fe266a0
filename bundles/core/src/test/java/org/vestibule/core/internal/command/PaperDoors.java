// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.command;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.vestibule.api.door.DoorController;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorInfo;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.door.DoorState;
import org.vestibule.api.door.HoldOrder;
import org.vestibule.api.door.UnlockOrder;

/** Two doors that note what they are asked, and answer what a test says. */
final class PaperDoors implements DoorController {
  static final DoorId FRONT = new DoorId("front-door");
  static final DoorId YARD = new DoorId("yard-gate");

  final List<UnlockOrder> orders = new CopyOnWriteArrayList<>();
  final List<HoldOrder> holds = new CopyOnWriteArrayList<>();
  final List<String> secured = new CopyOnWriteArrayList<>();
  volatile Supplier<CompletionStage<DoorOutcome>> answer =
      () -> CompletableFuture.completedFuture(new DoorOutcome.Opened("It is released", 1));

  void answers(DoorOutcome outcome) {
    answer = () -> CompletableFuture.completedFuture(outcome);
  }

  @Override
  public List<DoorInfo> doors() {
    return List.of(
        new DoorInfo(FRONT, "Front door", "paper", DoorState.LOCKED),
        new DoorInfo(YARD, "Yard gate", "paper", DoorState.LOCKED));
  }

  @Override
  public CompletionStage<DoorOutcome> unlock(UnlockOrder order) {
    orders.add(order);
    return answer.get();
  }

  @Override
  public CompletionStage<DoorOutcome> hold(HoldOrder order) {
    holds.add(order);
    return answer.get();
  }

  @Override
  public CompletionStage<DoorOutcome> secure(DoorId door, String by) {
    secured.add(door + " by " + by);
    return answer.get();
  }

  @Override
  public DoorState state(DoorId door) {
    return DoorState.LOCKED;
  }
}
