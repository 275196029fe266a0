// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.relay;

import java.io.IOException;
import java.time.Duration;
import java.util.Dictionary;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.cm.ManagedServiceFactory;
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
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorSignal;
import org.vestibule.api.door.DoorSignals;
import org.vestibule.api.door.DoorState;
import org.vestibule.api.settings.SettingsReader;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.StatusHolder;
import org.vestibule.api.status.StatusSource;
import org.vestibule.integrations.access.control.internal.leaf.Leaves;
import org.vestibule.integrations.access.control.internal.line.Line;
import org.vestibule.integrations.access.control.internal.line.Lines;
import org.vestibule.integrations.access.control.internal.modbus.ModbusBank;
import org.vestibule.integrations.access.control.internal.relay.RelayOrder.Kind;

/**
 * The relay modules of this gateway: keeps the last good configuration of each, and finds the one
 * that a door hangs on. Thread-safe.
 */
@Component(
    service = {DoorActuator.class, ManagedServiceFactory.class, StatusSource.class},
    immediate = true,
    property = "service.pid=" + ModbusConfig.PID)
public final class ModbusRelays implements DoorActuator, ManagedServiceFactory, StatusSource {
  private static final Logger LOG = LoggerFactory.getLogger(ModbusRelays.class);
  private static final String KIND = "modbus";

  private final Map<String, RelayDriver> byPid = new ConcurrentHashMap<>();
  private final Map<String, String> problems = new ConcurrentHashMap<>();
  private final StatusHolder status = new StatusHolder(Status.ready("No relay module configured"));

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile Lines lines;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile DoorSignals signals;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile Leaves leaves;

  /** Locks what no fire releases. */
  @Deactivate
  void close() throws InterruptedException {
    for (RelayDriver driver : byPid.values()) {
      driver.stop();
    }
    byPid.clear();
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public void release(DoorId door, Duration pulse) throws VestibuleException, InterruptedException {
    carryOut(Kind.PULSE, door, pulse);
  }

  @Override
  public void hold(DoorId door, Duration lease) throws VestibuleException, InterruptedException {
    carryOut(Kind.HOLD, door, lease);
  }

  @Override
  public void secure(DoorId door) throws VestibuleException, InterruptedException {
    carryOut(Kind.SECURE, door, Duration.ZERO);
  }

  private void carryOut(Kind kind, DoorId door, Duration length)
      throws VestibuleException, InterruptedException {
    Optional<RelayDriver> driver = driver(door);
    if (driver.isEmpty()) {
      throw new VestibuleException(
          "device-unreachable",
          "door " + door,
          "no relay module names it; nothing was moved",
          "a door in doors of a configuration " + ModbusConfig.PID,
          "Add it there.");
    }
    driver.get().carryOut(new RelayOrder(kind, door, length));
  }

  @Override
  public DoorState state(DoorId door) {
    return driver(door).map(driver -> driver.state(door)).orElse(DoorState.UNKNOWN);
  }

  private Optional<RelayDriver> driver(DoorId door) {
    return byPid.values().stream()
        .filter(driver -> driver.settings().doors().containsKey(door))
        .findFirst();
  }

  @Override
  public String getName() {
    return "Vestibule Modbus relays";
  }

  /** Called by Configuration Admin, one call at a time. */
  @Override
  public void updated(String pid, Dictionary<String, ?> properties) {
    try {
      RelaySettings settings = RelaySettings.of(FrameworkUtil.asMap(properties));
      refuseTwin(pid, settings);
      problems.remove(pid);
      RelayDriver held = byPid.get(pid);
      if (held == null || !held.settings().equals(settings)) {
        end(held);
        RelayDriver driver =
            new RelayDriver(settings, () -> open(settings), new Told(), this::burns);
        byPid.put(pid, driver);
        driver.start();
      }
    } catch (VestibuleException e) {
      problems.put(pid, e.getMessage());
      LOG.warn("Configuration {} refused, the last good one stays: {}", pid, e.getMessage());
    }
  }

  @Override
  public void deleted(String pid) {
    problems.remove(pid);
    end(byPid.remove(pid));
  }

  private static void end(RelayDriver driver) {
    try {
      if (driver != null) {
        driver.stop();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean burns(DoorId door) {
    Leaves now = leaves;
    return now != null && now.view(door).fire();
  }

  private RelayBank open(RelaySettings settings) throws VestibuleException {
    Lines now = lines;
    try {
      if (now == null) {
        throw new IOException("nothing opens lines here");
      }
      Line line = now.open(settings.address());
      return new ModbusBank(settings, line);
    } catch (IOException e) {
      throw new VestibuleException(
          "device-unreachable",
          "module " + settings.id() + " at " + settings.address(),
          "no connection: " + e.getMessage(),
          "a module that answers there",
          "Check its address, its line and its power.");
    }
  }

  private void refuseTwin(String pid, RelaySettings settings) throws VestibuleException {
    for (Map.Entry<String, RelayDriver> other : byPid.entrySet()) {
      RelaySettings held = other.getValue().settings();
      if (other.getKey().equals(pid)) {
        continue;
      }
      if (held.id().equals(settings.id())) {
        throw RelaySettings.invalid("id", "'" + held.id() + "' twice", "another id", "hall-relays");
      }
      for (DoorId door : settings.doors().keySet()) {
        if (held.doors().containsKey(door)) {
          throw SettingsReader.invalid(
              ModbusConfig.PID,
              "doors",
              door + " hangs on module " + held.id() + " already",
              "each door on one module",
              "Remove it from one of the two.");
        }
      }
    }
  }

  @Override
  public String name() {
    return "modbus-relays";
  }

  @Override
  public Status status() {
    status.set(RelayStatus.of(problems.values(), byPid.values()));
    return status.get();
  }

  /** Tells whoever watches the doors, while they are there. */
  private final class Told implements DoorSignals {
    @Override
    public void report(String source, DoorId door, DoorSignal signal, boolean active) {
      DoorSignals now = signals;
      if (now != null) {
        now.report(source, door, signal, active);
      }
    }

    @Override
    public void gone(String source) {
      DoorSignals now = signals;
      if (now != null) {
        now.gone(source);
      }
    }
  }
}
