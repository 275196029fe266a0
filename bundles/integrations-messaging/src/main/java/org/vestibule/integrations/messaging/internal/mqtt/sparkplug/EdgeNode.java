// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt.sparkplug;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.vestibule.api.door.DoorController;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorInfo;
import org.vestibule.api.egress.DataClass;
import org.vestibule.api.status.StatusBoard;
import org.vestibule.integrations.messaging.internal.mqtt.House;
import org.vestibule.integrations.messaging.internal.mqtt.Publication;

/**
 * Births, data and deaths of one connection, each with the number that follows (Sparkplug 3.0, 6.4:
 * seq). All is told by exception, from the house as it is when it is looked at. Used by one thread.
 */
final class EdgeNode {
  /**
   * A site allows all of them or none: a message that is missing in between is a fault to a host,
   * which then asks for all births anew, again and again.
   */
  private static final Set<DataClass> CLASSES = Set.of(DataClass.EVENT, DataClass.HEALTH);

  private static final int NUMBERS = 256;

  private final House house;
  private final SparkplugTopics topics;
  private final Set<DoorId> workable;
  private final Told.Aliases aliases = new Told.Aliases();
  private final Told node = new Told(aliases);
  private final Map<DoorId, Told> doors = new TreeMap<>(Comparator.comparing(DoorId::value));
  private int births;
  private int seq;
  private boolean alive;

  EdgeNode(House house, SparkplugTopics topics, Set<DoorId> workable) {
    this.house = house;
    this.topics = topics;
    this.workable = workable;
  }

  /** A connection is about to be made; returns what the broker says when it breaks. */
  Publication connecting(int number) {
    births = number;
    alive = false;
    return death();
  }

  boolean alive() {
    return alive;
  }

  /** Returns the birth of the node and of all its doors. */
  List<Publication> births() {
    alive = true;
    seq = NUMBERS - 1;
    doors.clear();
    long now = now();
    List<Metric> metrics = new ArrayList<>();
    metrics.add(Metric.born(Values.BD_SEQ, OptionalLong.empty(), now, (long) births));
    metrics.add(Metric.born(Values.REBIRTH, OptionalLong.empty(), now, false));
    metrics.addAll(node.birth(gateway(Set.of()), now));
    List<Publication> out = new ArrayList<>();
    out.add(message(topics.node("NBIRTH"), now, metrics));
    known().orElse(List.of()).forEach(door -> out.add(birth(door, now)));
    return out;
  }

  /** Returns what is new since it was told; nothing before a birth. */
  List<Publication> changes() {
    if (!alive) {
      return List.of();
    }
    Map<String, Object> gateway = gateway(node.names());
    if (node.needsBirth(gateway)) {
      return births();
    }
    long now = now();
    List<Publication> out = new ArrayList<>();
    Optional<List<DoorInfo>> known = known();
    known.ifPresent(there -> gone(there, now, out));
    for (DoorInfo door : known.orElse(List.of())) {
      Told told = doors.get(door.id());
      if (told == null) {
        out.add(birth(door, now));
      } else {
        add(out, topics.door("DDATA", door.id()), now, told.changes(values(door), now));
      }
    }
    add(out, topics.node("NDATA"), now, node.changes(gateway, now));
    return out;
  }

  /** Returns what tells a lock's state that may be over when the house is looked at. */
  List<Publication> state(DoorId door, String state) {
    Told told = doors.get(door);
    List<Publication> out = new ArrayList<>();
    if (alive && told != null) {
      long now = now();
      add(out, topics.door("DDATA", door), now, told.changes(Map.of(Values.STATE, state), now));
    }
    return out;
  }

  /** Returns its death: the one message without a number. */
  Publication death() {
    long now = now();
    Metric number = Metric.born(Values.BD_SEQ, OptionalLong.empty(), now, (long) births);
    Payload payload = new Payload(OptionalLong.of(now), OptionalLong.empty(), List.of(number));
    return publication(topics.node("NDEATH"), payload, 1);
  }

  /** It is dead until the next birth. */
  void died() {
    alive = false;
  }

  /** Returns the name that a metric of a command to a door means. */
  Optional<String> name(DoorId door, Metric metric) {
    Told told = doors.get(door);
    return told == null ? metric.name() : told.name(metric);
  }

  private void gone(List<DoorInfo> there, long now, List<Publication> out) {
    Set<DoorId> left = new HashSet<>(doors.keySet());
    there.forEach(door -> left.remove(door.id()));
    for (DoorId door : left) {
      doors.remove(door);
      out.add(message(topics.door("DDEATH", door), now, List.of()));
    }
  }

  private Publication birth(DoorInfo door, long now) {
    Told told = new Told(aliases);
    doors.put(door.id(), told);
    return message(topics.door("DBIRTH", door.id()), now, told.birth(values(door), now));
  }

  private Map<String, Object> values(DoorInfo door) {
    return Values.door(door, workable);
  }

  private Map<String, Object> gateway(Set<String> known) {
    StatusBoard board = house.board().get();
    return Values.node(house.building(), board == null ? Map.of() : board.all(), known);
  }

  /** Empty while nobody knows the doors: they are not gone then. */
  private Optional<List<DoorInfo>> known() {
    return Optional.ofNullable(house.doors().get()).map(DoorController::doors);
  }

  private void add(List<Publication> out, String topic, long now, List<Metric> metrics) {
    if (!metrics.isEmpty()) {
      out.add(message(topic, now, metrics));
    }
  }

  private Publication message(String topic, long now, List<Metric> metrics) {
    seq = (seq + 1) % NUMBERS;
    return publication(topic, new Payload(OptionalLong.of(now), OptionalLong.of(seq), metrics), 0);
  }

  private static Publication publication(String topic, Payload payload, int qos) {
    return new Publication(topic, payload.bytes(), CLASSES, qos, false, Optional.empty());
  }

  private long now() {
    return house.clock().millis();
  }
}
