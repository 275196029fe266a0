// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt.homeassistant;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.vestibule.api.door.DoorInfo;

/** What entities belong to ("MQTT discovery", device): the gateway, and each door behind it. */
final class Devices {
  private Devices() {}

  static ObjectNode gateway(HomeAssistantTopics topics) {
    ObjectNode device = device(topics.node(), "Vestibule " + topics.building());
    return device.put("model", "Gateway");
  }

  static ObjectNode door(HomeAssistantTopics topics, DoorInfo door) {
    ObjectNode device = device(topics.node() + "-door-" + door.id(), door.title());
    return device.put("model", "Door").put("via_device", topics.node());
  }

  private static ObjectNode device(String identifier, String name) {
    ObjectNode device = JsonNodeFactory.instance.objectNode();
    device.putArray("identifiers").add(identifier);
    return device.put("name", name).put("manufacturer", "Vestibule");
  }
}
