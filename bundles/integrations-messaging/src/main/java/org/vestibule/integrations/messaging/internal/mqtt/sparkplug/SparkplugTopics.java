// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt.sparkplug;

import java.util.Optional;
import org.vestibule.api.door.DoorId;

/** The topics of one edge node (Sparkplug 3.0, 4.1: namespace/group/type/node[/device]). */
final class SparkplugTopics {
  private static final String NAMESPACE = "spBv1.0/";

  private final String group;
  private final String node;
  private final Optional<String> host;

  SparkplugTopics(SparkplugSettings settings) {
    group = settings.group();
    node = settings.node();
    host = settings.host();
  }

  /** Returns the topic of the node for a type of message, for example {@code NBIRTH}. */
  String node(String type) {
    return NAMESPACE + group + "/" + type + "/" + node;
  }

  /** Returns the topic of a door for a type of message, for example {@code DBIRTH}. */
  String door(String type, DoorId door) {
    return node(type) + "/" + door;
  }

  /** Returns the filter for commands to all doors. */
  String doorCommands() {
    return node("DCMD") + "/+";
  }

  /** Returns where the primary host says whether it is there, if one is waited for. */
  Optional<String> state() {
    return host.map(id -> NAMESPACE + "STATE/" + id);
  }

  /** Returns the door that a command is for; empty for another topic. */
  Optional<DoorId> commanded(String topic) {
    String before = node("DCMD") + "/";
    try {
      return topic.startsWith(before)
          ? Optional.of(new DoorId(topic.substring(before.length())))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
