// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal;

import java.util.Collection;
import java.util.Comparator;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.cm.ManagedServiceFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorActuator;
import org.vestibule.api.door.DoorController;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorInfo;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.door.DoorState;
import org.vestibule.api.door.UnlockOrder;
import org.vestibule.api.event.EventPublisher;
import org.vestibule.api.settings.SettingsReader;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.Status.Cause;
import org.vestibule.api.status.StatusHolder;
import org.vestibule.api.status.StatusSource;

/**
 * The doors of this gateway: keeps the last good configuration of each, carries out orders, and
 * says which lock is out of reach. Thread-safe.
 */
@Component(
    service = {DoorController.class, ManagedServiceFactory.class, StatusSource.class},
    immediate = true,
    property = "service.pid=" + DoorConfig.PID)
public final class Doors implements DoorController, ManagedServiceFactory, StatusSource {
  private static final Logger LOG = LoggerFactory.getLogger(Doors.class);
  private static final String NAME = "integrations-access-control";

  private final Map<String, Door> byPid = new ConcurrentHashMap<>();
  private final Map<String, VestibuleException> problems = new ConcurrentHashMap<>();
  private final Actuators actuators = new Actuators();
  private final Orders orders = new Orders(actuators);
  private final LockWatch watch = new LockWatch(this::configured, actuators, () -> this.publisher);
  private final StatusHolder status =
      new StatusHolder(Status.starting("The doors' configuration is being read"));
  private volatile EventPublisher publisher;

  @Activate
  void activate() {
    watch.start();
  }

  @Deactivate
  void close() throws InterruptedException {
    orders.close();
    watch.close();
    byPid.values().forEach(Door::close);
    byPid.clear();
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
    orders.actuatorWent(actuator);
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
    return byPid.values().stream()
        .map(Door::info)
        .sorted(Comparator.comparing(info -> info.id().value()))
        .toList();
  }

  @Override
  public CompletionStage<DoorOutcome> unlock(UnlockOrder order) {
    Optional<Door> door = find(order.door());
    CompletionStage<DoorOutcome> outcome = orders.give(order, door);
    door.ifPresent(d -> outcome.thenRun(() -> watch.lookSoon(d)));
    return outcome;
  }

  @Override
  public DoorState state(DoorId id) {
    return find(id).map(Door::state).orElse(DoorState.UNKNOWN);
  }

  @Override
  public String getName() {
    return "Vestibule doors";
  }

  /** Called by Configuration Admin, one call at a time. */
  @Override
  public void updated(String pid, Dictionary<String, ?> properties) {
    try {
      DoorSettings settings = DoorSettings.of(FrameworkUtil.asMap(properties));
      refuseTwin(pid, settings);
      Door held = byPid.get(pid);
      if (held != null && held.settings().id().equals(settings.id())) {
        held.update(settings);
      } else {
        deleted(pid);
        Door door = new Door(settings);
        byPid.put(pid, door);
        watch.lookSoon(door);
      }
      problems.remove(pid);
      LOG.info("Door {} is driven by {}", settings.id(), settings.actuator());
    } catch (VestibuleException e) {
      problems.put(pid, e);
      LOG.warn("Configuration {} refused, the last good one stays: {}", pid, e.getMessage());
    }
  }

  @Override
  public void deleted(String pid) {
    problems.remove(pid);
    Door door = byPid.remove(pid);
    if (door != null) {
      door.close();
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Status status() {
    status.set(now());
    return status.get();
  }

  private Status now() {
    Optional<VestibuleException> problem = problems.values().stream().findFirst();
    if (problem.isPresent()) {
      String sentence = problem.get().getMessage();
      return byPid.isEmpty()
          ? Status.unavailable(Cause.CONFIGURATION, sentence)
          : Status.degraded(Cause.CONFIGURATION, sentence);
    }
    int answering = 0;
    for (Door door : byPid.values()) {
      DoorSettings settings = door.settings();
      if (actuators.find(settings.actuator()).isEmpty()) {
        return Status.degraded(
            Cause.DEPENDENCY,
            "Door "
                + settings.id()
                + " has no driver: start the bundle that brings actuator '"
                + settings.actuator()
                + "'");
      }
      if (!door.actuatorHere()) {
        return Status.starting("The lock of door " + settings.id() + " is being asked");
      }
      if (door.state() == DoorState.UNREACHABLE) {
        return Status.degraded(
            Cause.NETWORK,
            "The lock of door " + settings.id() + " does not answer: check its line");
      }
      answering += door.state() == DoorState.UNKNOWN ? 0 : 1;
    }
    int count = byPid.size();
    return Status.ready(
        count
            + (count == 1 ? " door" : " doors")
            + " configured, "
            + answering
            + (answering == 1 ? " lock answers" : " locks answer"));
  }

  private Optional<Door> find(DoorId id) {
    return byPid.values().stream().filter(door -> door.settings().id().equals(id)).findFirst();
  }

  private Collection<Door> configured() {
    return byPid.values();
  }

  private void refuseTwin(String pid, DoorSettings settings) throws VestibuleException {
    for (Map.Entry<String, Door> other : byPid.entrySet()) {
      if (!other.getKey().equals(pid) && other.getValue().settings().id().equals(settings.id())) {
        throw SettingsReader.invalid(
            DoorConfig.PID,
            "id",
            "'" + settings.id() + "' a second time",
            "an id that no other door has",
            "Choose another id, or remove one of the two configurations.");
      }
    }
  }
}
