// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt.sparkplug;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorState;
import org.vestibule.api.outbox.OutboxEntry;
import org.vestibule.integrations.messaging.internal.mqtt.Convention;
import org.vestibule.integrations.messaging.internal.mqtt.Entries;
import org.vestibule.integrations.messaging.internal.mqtt.House;
import org.vestibule.integrations.messaging.internal.mqtt.Publication;

/**
 * The gateway as an edge node of Sparkplug B, each door as a device (Sparkplug 3.0). Nothing is
 * told of the past: after a break a host gets births with what is now.
 *
 * <p>It needs a connection of its own with a clean session that expires at once (5.4), because its
 * will is a death, and subscribes with QoS 1. Used by one thread.
 */
public final class Sparkplug implements Convention {
  /** A host that asks for births in a loop does not make this gateway talk all day. */
  static final long REBIRTH_AT_MOST_EVERY_MILLIS = 1000;

  private static final long FRESH_SECONDS = 30;

  private final House house;
  private final SparkplugTopics topics;
  private final BirthCount births;
  private final EdgeNode node;
  private final Commands commands;
  private final Optional<PrimaryHost> host;
  private long reborn = Long.MIN_VALUE;
  private boolean rebirthWanted;
  private boolean renews;

  /** Starts dead; the first connection brings it to life. */
  public Sparkplug(House house, SparkplugSettings settings, BirthCount births) {
    this.house = house;
    this.births = births;
    topics = new SparkplugTopics(settings);
    node = new EdgeNode(house, topics, settings.doors());
    commands = new Commands(house, node, settings.doors());
    host = settings.host().map(id -> new PrimaryHost(house.clock()));
  }

  @Override
  public String name() {
    return "sparkplug";
  }

  @Override
  public Optional<Publication> will() {
    renews = false;
    host.ifPresent(PrimaryHost::connectionMade);
    return Optional.of(node.connecting(births.next()));
  }

  @Override
  public Set<String> subscriptions() {
    Set<String> filters = new HashSet<>();
    filters.add(topics.node("NCMD"));
    filters.add(topics.doorCommands());
    topics.state().ifPresent(filters::add);
    return filters;
  }

  @Override
  public List<Publication> born() {
    return host.isPresent() && !host.get().online() ? List.of() : births();
  }

  /** A death before leaving on purpose (5.5), unless nobody was told of a life. */
  @Override
  public List<Publication> leaving() {
    if (!node.alive()) {
      return List.of();
    }
    Publication death = node.death();
    node.died();
    return List.of(death);
  }

  @Override
  public List<Publication> on(OutboxEntry entry) {
    List<Publication> out = new ArrayList<>();
    if (entry.topic().equals("door/state")
        && entry.at().isAfter(house.clock().instant().minusSeconds(FRESH_SECONDS))) {
      try {
        JsonNode data = Entries.data(entry);
        DoorId door = new DoorId(data.path("door").asText());
        out.addAll(node.state(door, DoorState.valueOf(data.path("after").asText()).name()));
      } catch (IllegalArgumentException e) {
        // A field of another form: this entry says nothing here, and the state is looked at below.
      }
    }
    if (entry.topic().startsWith("door/")) {
      out.addAll(node.changes());
    }
    return out;
  }

  @Override
  public List<Publication> tick() {
    if (host.isPresent() && host.get().cameByNow() && !node.alive()) {
      return births();
    }
    return rebirthWanted && node.alive() ? rebirth() : node.changes();
  }

  @Override
  public List<Publication> heard(Heard message) {
    if (topics.state().equals(Optional.of(message.topic()))) {
      return hostSays(message);
    }
    if (message.topic().equals(topics.node("NCMD"))) {
      return commands.asksForRebirth(message) && node.alive() ? rebirth() : List.of();
    }
    topics.commanded(message.topic()).ifPresent(door -> commands.toDoor(door, message));
    return List.of();
  }

  @Override
  public boolean renews() {
    boolean wanted = renews;
    renews = false;
    return wanted;
  }

  private List<Publication> hostSays(Heard message) {
    PrimaryHost primary = host.orElseThrow();
    if (!primary.says(message.payload())) {
      return List.of();
    }
    if (primary.online()) {
      return node.alive() ? List.of() : births();
    }
    // The host is gone: dead, away, and back with another number (5.4, 5.5).
    renews = node.alive();
    return leaving();
  }

  private List<Publication> rebirth() {
    long now = house.clock().millis();
    rebirthWanted = reborn + REBIRTH_AT_MOST_EVERY_MILLIS > now;
    return rebirthWanted ? List.of() : births();
  }

  private List<Publication> births() {
    reborn = house.clock().millis();
    rebirthWanted = false;
    return node.births();
  }
}
