// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt.homeassistant;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.vestibule.api.door.DoorController;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorInfo;
import org.vestibule.api.egress.DataClass;
import org.vestibule.api.outbox.OutboxEntry;
import org.vestibule.api.status.StatusBoard;
import org.vestibule.integrations.messaging.internal.mqtt.Convention;
import org.vestibule.integrations.messaging.internal.mqtt.Entries;
import org.vestibule.integrations.messaging.internal.mqtt.House;
import org.vestibule.integrations.messaging.internal.mqtt.Publication;

/**
 * The house as Home Assistant finds it by itself (Home Assistant, MQTT, "MQTT discovery"). States
 * come from the house's own retained topics, besides each lock and each bell, which have topics of
 * the form that Home Assistant reads.
 *
 * <p>Commands carry no proof of who sent them: whoever may publish to the topic may open the listed
 * doors. Used by one thread.
 */
public final class HomeAssistant implements Convention {
  /** Whoever says "online" in a loop does not make this gateway talk all day. */
  static final Duration RESEND_AT_MOST_EVERY = Duration.ofSeconds(10);

  private static final byte[] ONLINE = "online".getBytes(StandardCharsets.UTF_8);

  private final House house;
  private final HomeAssistantTopics topics;
  private final Discovery discovery;
  private final Announcements announcements;
  private final Locks locks;
  private final LockCommands commands;
  private Instant resent = Instant.MIN;
  private boolean resendWanted;

  /** Rides on the connection of the house's own topics. */
  public HomeAssistant(House house, HomeAssistantSettings settings) {
    this.house = house;
    topics = new HomeAssistantTopics(settings.prefix(), house.building());
    discovery = new Discovery(topics, settings.doors());
    announcements = new Announcements(house.clock());
    locks = new Locks(house.clock());
    commands = new LockCommands(house, name(), settings.doors());
  }

  @Override
  public String name() {
    return "home-assistant";
  }

  /** None: {@code available} of the house has one, and every entity looks at it. */
  @Override
  public Optional<Publication> will() {
    return Optional.empty();
  }

  @Override
  public Set<String> subscriptions() {
    return Set.of(topics.birth(), topics.configs(), topics.sets());
  }

  @Override
  public List<Publication> born() {
    announcements.again();
    locks.again();
    resendWanted = false;
    resent = house.clock().instant();
    return looked();
  }

  /** Nothing: entities that are not available stay arranged as somebody arranged them. */
  @Override
  public List<Publication> leaving() {
    return List.of();
  }

  @Override
  public List<Publication> withdrawn() {
    return withLocks(announcements.withdrawn(), Set.of());
  }

  @Override
  public List<Publication> on(OutboxEntry entry) {
    List<Publication> out = new ArrayList<>();
    try {
      JsonNode data = Entries.data(entry);
      locks.on(entry, data).forEach(change -> out.add(lock(change)));
      Bells.rung(entry, data, house.clock())
          .ifPresent(
              station ->
                  out.add(event(topics.bell(station), "{\"event_type\":\"" + Bells.RING + "\"}")));
    } catch (IllegalArgumentException e) {
      // A field of another form: this entry says nothing here, and the state is looked at below.
    }
    if (entry.topic().startsWith("door/")) {
      locks.now(known().orElse(List.of())).forEach(change -> out.add(lock(change)));
    }
    return out;
  }

  @Override
  public List<Publication> tick() {
    if (resendWanted) {
      return resend();
    }
    return looked();
  }

  @Override
  public List<Publication> heard(Heard message) {
    if (message.topic().equals(topics.birth())) {
      return Arrays.equals(message.payload(), ONLINE) ? resend() : List.of();
    }
    if (topics.isConfig(message.topic())) {
      // What comes fresh was published by this gateway, or lasts only until the next look.
      if (message.payload().length > 0) {
        announcements.found(message.topic());
      }
      return List.of();
    }
    topics.door(message.topic()).ifPresent(door -> commands.toLock(door, message));
    return List.of();
  }

  private List<Publication> resend() {
    Instant now = house.clock().instant();
    resendWanted = now.isBefore(resent.plus(RESEND_AT_MOST_EVERY));
    return resendWanted ? looked() : born();
  }

  private List<Publication> looked() {
    Optional<List<DoorInfo>> known = known();
    List<DoorInfo> doors = known.orElse(List.of());
    StatusBoard board = house.board().get();
    Set<String> parts = board == null ? Set.of() : board.all().keySet();
    boolean all = board != null && known.isPresent();
    Map<String, Discovery.Announced> wanted =
        discovery.of(doors, Set.copyOf(house.stations().get()), parts);
    Set<DoorId> there = doors.stream().map(DoorInfo::id).collect(Collectors.toSet());
    List<Publication> out = withLocks(announcements.agree(wanted, all), there);
    locks.now(doors).forEach(change -> out.add(lock(change)));
    return out;
  }

  /** With a lock that is announced no more its state goes, too. */
  private List<Publication> withLocks(List<Publication> announced, Set<DoorId> there) {
    List<Publication> out = new ArrayList<>(announced);
    for (Publication each : announced) {
      Optional<DoorId> door =
          each.payload().length > 0 ? Optional.empty() : topics.lockConfig(each.topic());
      door.filter(id -> !there.contains(id))
          .ifPresent(
              id -> {
                locks.gone(id);
                out.add(lock(new Locks.Change(id, "")));
              });
    }
    return out;
  }

  /** Empty while nobody knows the doors: they are not gone then. */
  private Optional<List<DoorInfo>> known() {
    return Optional.ofNullable(house.doors().get()).map(DoorController::doors);
  }

  private Publication lock(Locks.Change change) {
    return new Publication(
        topics.lock(change.door()),
        change.value().getBytes(StandardCharsets.UTF_8),
        Set.of(DataClass.EVENT),
        1,
        true,
        Optional.of("text/plain"));
  }

  private static Publication event(String topic, String json) {
    return new Publication(
        topic,
        json.getBytes(StandardCharsets.UTF_8),
        Set.of(DataClass.EVENT),
        1,
        false,
        Optional.of("application/json"));
  }
}
