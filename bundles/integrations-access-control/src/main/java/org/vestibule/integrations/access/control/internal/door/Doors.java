// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.door;

import java.time.Duration;
import java.util.Comparator;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.cm.ManagedServiceFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorActuator;
import org.vestibule.api.door.DoorController;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorInfo;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.door.DoorState;
import org.vestibule.api.door.HoldOrder;
import org.vestibule.api.door.UnlockOrder;
import org.vestibule.api.event.EventPublisher;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.Status.Cause;
import org.vestibule.api.status.StatusHolder;
import org.vestibule.api.status.StatusSource;
import org.vestibule.integrations.access.control.internal.DoorAudit;
import org.vestibule.integrations.access.control.internal.leaf.Leaves;

/**
 * The doors of this gateway: keeps the last good configuration of each, carries out orders, and
 * says which lock is out of reach. Thread-safe.
 */
@Component(
    service = {DoorController.class, ManagedServiceFactory.class, StatusSource.class},
    immediate = true,
    property = "service.pid=" + DoorConfig.PID)
public final class Doors
    implements DoorController, DoorBook.Reader, ManagedServiceFactory, StatusSource {
  private static final String NAME = "integrations-access-control";
  private static final Duration LAST_LOCK = Duration.ofSeconds(2);

  private final DoorBook book = new DoorBook(this);
  private final Actuators actuators = new Actuators();
  private final LockCalls calls = new LockCalls(actuators);
  private final StatusHolder status =
      new StatusHolder(Status.starting("The doors' configuration is being read"));
  private final Leaves leaves;
  private final DoorAudit audit;
  private final Orders orders;
  private final Holds holds;
  private final LockWatch watch;
  private volatile EventPublisher publisher;

  /**
   * @param leaves where the doors' contacts and alarms are known
   */
  @Activate
  public Doors(@Reference Leaves leaves, @Reference DoorAudit audit) {
    this.leaves = leaves;
    this.audit = audit;
    orders = new Orders(calls, leaves);
    holds = new Holds(calls, leaves, audit);
    watch = new LockWatch(book::all, actuators, () -> this.publisher, leaves);
    leaves.follow(new FireReleases(calls, holds, book::find));
    watch.start();
  }

  @Deactivate
  void close() throws InterruptedException {
    leaves.unfollow();
    calls.close();
    watch.close();
    holds.close(book.all(), actuators, LAST_LOCK);
  }

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void addActuator(DoorActuator actuator, Map<String, Object> properties) {
    actuators.add(actuator, properties);
  }

  void removeActuator(DoorActuator actuator) {
    actuators.remove(actuator);
    calls.actuatorWent(actuator);
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void setPublisher(EventPublisher service) {
    publisher = service;
  }

  void unsetPublisher(EventPublisher service) {
    if (publisher == service) {
      publisher = null;
    }
  }

  @Override
  public List<DoorInfo> doors() {
    return book.all().stream()
        .map(door -> door.info(leaves.view(door.settings().id())))
        .sorted(Comparator.comparing(info -> info.id().value()))
        .toList();
  }

  @Override
  public CompletionStage<DoorOutcome> unlock(UnlockOrder order) {
    Optional<Door> door = book.find(order.door());
    CompletionStage<DoorOutcome> outcome = orders.give(order, door);
    door.ifPresent(d -> outcome.thenRun(() -> watch.lookSoon(d)));
    return outcome;
  }

  @Override
  public CompletionStage<DoorOutcome> hold(HoldOrder order) {
    return at(order.door(), door -> holds.give(order, door));
  }

  @Override
  public CompletionStage<DoorOutcome> secure(DoorId id, String by) {
    return at(id, door -> secure(door, by));
  }

  private CompletionStage<DoorOutcome> secure(Door door, String by) {
    DoorId id = door.settings().id();
    Runnable endHolds =
        () -> {
          holds.endAll(id, "secured by " + by);
          door.pulseEnded();
        };
    endHolds.run();
    audit.note("door-secured", Map.of("door", id.value(), "by", by));
    return leaves.view(id).fire()
        ? LockCalls.answered(Orders.fire(door.settings()))
        : calls.run(door, new Securing(door.settings(), leaves, endHolds));
  }

  private CompletionStage<DoorOutcome> at(
      DoorId id, Function<Door, CompletionStage<DoorOutcome>> call) {
    Optional<Door> door = book.find(id);
    if (door.isEmpty()) {
      return LockCalls.answered(Orders.unknown(id));
    }
    CompletionStage<DoorOutcome> outcome = call.apply(door.get());
    outcome.thenRun(() -> watch.lookSoon(door.get()));
    return outcome;
  }

  @Override
  public DoorState state(DoorId id) {
    return book.find(id).map(Door::state).orElse(DoorState.UNKNOWN);
  }

  @Override
  public String getName() {
    return "Vestibule doors";
  }

  /** Called by Configuration Admin, one call at a time. */
  @Override
  public void updated(String pid, Dictionary<String, ?> properties) {
    book.updated(pid, FrameworkUtil.asMap(properties));
  }

  @Override
  public void deleted(String pid) {
    book.deleted(pid);
  }

  @Override
  public void here(Door door) {
    leaves.configure(door.settings().id(), door.settings().leaf());
    watch.lookSoon(door);
  }

  @Override
  public void parted(Door door) {
    if (!holds.left(door.settings().id()).isZero()) {
      secure(door, "its new driver");
    }
  }

  @Override
  public void gone(Door door) {
    DoorId id = door.settings().id();
    calls.doorWent(door);
    if (!holds.left(id).isZero()) {
      secure(door, "its removal");
    }
    door.close();
    leaves.forget(id);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Status status() {
    status.set(
        book.problem()
            .map(this::refused)
            .orElseGet(() -> Condition.of(book.all(), actuators, leaves, audit)));
    return status.get();
  }

  private Status refused(VestibuleException problem) {
    return book.all().isEmpty()
        ? Status.unavailable(Cause.CONFIGURATION, problem.getMessage())
        : Status.degraded(Cause.CONFIGURATION, problem.getMessage());
  }
}
