// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.station;

import java.time.Duration;
import java.util.Dictionary;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.cm.ManagedServiceFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorActuator;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorSignals;
import org.vestibule.api.door.DoorState;
import org.vestibule.api.settings.SettingsReader;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.Status.Cause;
import org.vestibule.device.http.DeviceAddress;
import org.vestibule.device.http.DeviceHttp;

/** All devices of one make, behind the doors that they open. Thread-safe. */
final class Stations implements DoorActuator, ManagedServiceFactory {
  private static final Logger LOG = LoggerFactory.getLogger(Stations.class);

  private final StationKind kind;
  private final Out out;
  private final Supplier<DoorSignals> signals;
  private final Predicate<DoorId> burns;
  private final Map<String, StationLink> byPid = new ConcurrentHashMap<>();
  private final Map<String, VestibuleException> problems = new ConcurrentHashMap<>();

  /** Makes the way to any device. */
  @FunctionalInterface
  interface Out {
    /**
     * @throws VestibuleException {@code no-way-out}, {@code egress-*}
     */
    DeviceHttp open(DeviceAddress device) throws VestibuleException;
  }

  /**
   * @param burns whether a fire releases a door
   */
  Stations(StationKind kind, Out out, Supplier<DoorSignals> signals, Predicate<DoorId> burns) {
    this.burns = burns;
    this.kind = kind;
    this.out = out;
    this.signals = signals;
  }

  StationKind make() {
    return kind;
  }

  @Override
  public String kind() {
    return kind.kind();
  }

  @Override
  public void release(DoorId door, Duration pulse) throws VestibuleException, InterruptedException {
    of(door).release(door, pulse);
  }

  @Override
  public void hold(DoorId door, Duration lease) throws VestibuleException, InterruptedException {
    of(door).hold(door, lease);
  }

  @Override
  public void secure(DoorId door) throws VestibuleException, InterruptedException {
    of(door).secure(door);
  }

  @Override
  public DoorState state(DoorId door) {
    return find(door).map(link -> link.state(door)).orElse(DoorState.UNREACHABLE);
  }

  @Override
  public String getName() {
    return "Vestibule door stations, " + kind.kind();
  }

  /** Called by Configuration Admin, one call at a time. */
  @Override
  public void updated(String pid, Dictionary<String, ?> properties) {
    update(pid, FrameworkUtil.asMap(properties));
  }

  void update(String pid, Map<String, ?> properties) {
    try {
      SettingsReader reader = StationSettings.reader(kind, properties);
      StationSettings settings = StationSettings.of(kind, reader);
      refuseTwins(pid, settings);
      Station station = kind.maker().make(reader, settings);
      deleted(pid);
      StationLink link =
          new StationLink(
              kind.kind() + " " + settings.name(),
              settings,
              station,
              timeout -> out.open(settings.address().within(timeout)),
              signals,
              burns);
      byPid.put(pid, link);
      link.start();
    } catch (VestibuleException e) {
      problems.put(pid, e);
      LOG.warn("Configuration {} refused, the last good one stays: {}", pid, e.getMessage());
    }
  }

  @Override
  public void deleted(String pid) {
    problems.remove(pid);
    StationLink link = byPid.remove(pid);
    if (link != null) {
      close(link);
    }
  }

  /** The way out came or went. */
  void reopen() {
    byPid.values().forEach(StationLink::reopen);
  }

  void close() {
    byPid.keySet().forEach(this::deleted);
  }

  /** Returns how each device is, what was refused first. */
  Stream<Status> statuses() {
    Stream<Status> refused =
        problems.values().stream().map(e -> Status.degraded(Cause.CONFIGURATION, e.getMessage()));
    return Stream.concat(refused, byPid.values().stream().map(StationLink::status));
  }

  private static void close(StationLink link) {
    try {
      link.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private StationLink of(DoorId door) throws VestibuleException {
    return find(door)
        .orElseThrow(
            () ->
                new VestibuleException(
                    "device-unreachable",
                    "door " + door,
                    "no device of make " + kind.kind() + " opens it",
                    "a door that is named in doors of " + kind.pid(),
                    SettingsReader.example("doors", door + "=1")));
  }

  private Optional<StationLink> find(DoorId door) {
    return byPid.values().stream()
        .filter(link -> link.settings().relays().containsKey(door))
        .findFirst();
  }

  private void refuseTwins(String pid, StationSettings settings) throws VestibuleException {
    for (Map.Entry<String, StationLink> each : byPid.entrySet()) {
      StationSettings other = each.getValue().settings();
      if (each.getKey().equals(pid)) {
        continue;
      }
      if (other.name().equals(settings.name())) {
        throw twin("name", settings.name(), "a name that no other device of this make has");
      }
      for (DoorId door : settings.relays().keySet()) {
        if (other.relays().containsKey(door)) {
          throw twin("doors", door.value(), "doors that no other device of this make opens");
        }
      }
    }
  }

  private VestibuleException twin(String key, String found, String allowed) {
    return SettingsReader.invalid(
        kind.pid(),
        key,
        "'" + found + "' a second time",
        allowed,
        "Correct one of the two configurations.");
  }
}
