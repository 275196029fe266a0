// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.vestibule.api.access.Acting;
import org.vestibule.api.access.Caller;
import org.vestibule.api.command.CommandDesk;
import org.vestibule.api.command.CommandRequest;
import org.vestibule.api.command.CommandResult;
import org.vestibule.api.door.DoorAlarm;
import org.vestibule.api.door.DoorContact;
import org.vestibule.api.door.DoorController;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorInfo;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.door.DoorState;
import org.vestibule.api.door.UnlockOrder;
import org.vestibule.api.outbox.OutboxEntry;
import org.vestibule.api.station.StationId;
import org.vestibule.api.station.StationInfo;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.StatusBoard;

/** A house that a test moves by hand. Its clock stands still until somebody moves it. */
public final class SmallHouse extends Clock implements DoorController, StatusBoard, CommandDesk {
  /** The commands that reached the desk. */
  public final List<Ordered> ordered = new CopyOnWriteArrayList<>();

  /** Those that did not. */
  public final List<House.Refusal> refused = new CopyOnWriteArrayList<>();

  public final List<StationInfo> stations = new CopyOnWriteArrayList<>();
  public final Map<String, Status> parts = new TreeMap<>();
  public boolean doorsKnown = true;
  public boolean deskThere = true;
  private final Map<String, DoorInfo> doors = new TreeMap<>();
  private volatile Instant now = Instant.parse("2026-11-27T20:00:00Z");
  private volatile boolean running;
  private long position;

  /** A command, and in whose name it was carried out. */
  public record Ordered(CommandRequest request, Caller caller, Caller acting) {}

  /** Returns what a convention sees of it. */
  public House house() {
    return new House(
        "home",
        () -> doorsKnown ? this : null,
        () -> List.copyOf(stations),
        () -> this,
        () -> deskThere ? this : null,
        refused::add,
        this);
  }

  /** Puts a door there as it is now. */
  public SmallHouse door(String id, DoorState state, DoorContact contact, DoorAlarm... alarms) {
    DoorInfo door =
        new DoorInfo(new DoorId(id), "The " + id, "simulated", state, contact, Set.of(alarms));
    synchronized (doors) {
      doors.put(id, door);
    }
    return this;
  }

  /** A door that is locked and closed. */
  public SmallHouse door(String id) {
    return door(id, DoorState.LOCKED, DoorContact.CLOSED);
  }

  /** Takes a door away. */
  public void remove(String id) {
    synchronized (doors) {
      doors.remove(id);
    }
  }

  /** Puts a station at a door. */
  public SmallHouse station(String id, String door) {
    stations.add(new StationInfo(new StationId(id), "Panel " + id, new DoorId(door), true, true));
    return this;
  }

  /** Lets time pass. */
  public void wait(Duration time) {
    now = now.plus(time);
  }

  /** Takes the time of the machine from now on. */
  public SmallHouse running() {
    running = true;
    return this;
  }

  /** Returns something that happened now. */
  public OutboxEntry happened(String topic, String json) {
    return happened(topic, json, instant());
  }

  /** Returns something that happened then. */
  public OutboxEntry happened(String topic, String json, Instant at) {
    position++;
    return new OutboxEntry(
        position,
        "e-" + position,
        at,
        topic,
        topic,
        Optional.empty(),
        json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public List<DoorInfo> doors() {
    synchronized (doors) {
      return new ArrayList<>(doors.values());
    }
  }

  @Override
  public DoorState state(DoorId door) {
    synchronized (doors) {
      return doors.containsKey(door.value()) ? doors.get(door.value()).state() : DoorState.UNKNOWN;
    }
  }

  @Override
  public CompletionStage<DoorOutcome> unlock(UnlockOrder order) {
    throw new UnsupportedOperationException("only the desk opens doors");
  }

  @Override
  public CompletionStage<CommandResult> carryOut(CommandRequest request, Caller caller) {
    ordered.add(new Ordered(request, caller, Acting.now()));
    return new CompletableFuture<>();
  }

  @Override
  public Map<String, Status> all() {
    return Map.copyOf(parts);
  }

  @Override
  public boolean ready() {
    return true;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }

  @Override
  public Instant instant() {
    return running ? Instant.now() : now;
  }
}
