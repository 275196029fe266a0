// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.onvif;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vestibule.integrations.onvif.sip.internal.soap.XmlNode;

/**
 * What a device tells (ONVIF Core, section 9: Event Handling).
 *
 * @param topic without prefixes, for example {@code Device/Trigger/DigitalInput}
 * @param news false: it tells how something is, because it was asked, and nothing happened
 * @param gone whether what it tells of does not exist any more
 * @param source what it is about, by name
 * @param data how that is, by name
 */
record DeviceEvent(
    String topic,
    boolean news,
    boolean gone,
    Map<String, String> source,
    Map<String, String> data) {
  private static final int MOST_ITEMS = 32;
  private static final int MOST_TEXT = 256;

  /** Reads the notifications of an answer to PullMessages; what is malformed is left out. */
  static List<DeviceEvent> all(XmlNode answer) {
    List<DeviceEvent> all = new ArrayList<>();
    for (XmlNode each : answer.all("NotificationMessage")) {
      Optional<XmlNode> message = each.path("Message", "Message");
      String topic = local(each.textAt("Topic"));
      if (message.isPresent() && !topic.isEmpty()) {
        String operation = message.get().attributes().getOrDefault("PropertyOperation", "");
        all.add(
            new DeviceEvent(
                topic,
                !operation.equals("Initialized"),
                operation.equals("Deleted"),
                items(message.get(), "Source"),
                items(message.get(), "Data")));
      }
    }
    return all;
  }

  /** Returns a topic without the prefixes of its steps; empty where it is none. */
  static String local(String topic) {
    if (topic.length() > MOST_TEXT) {
      return "";
    }
    List<String> steps = new ArrayList<>();
    for (String step : topic.strip().split("/")) {
      steps.add(step.substring(step.indexOf(':') + 1));
    }
    return String.join("/", steps);
  }

  /** Returns what the event is about: the token of an input, of a relay, of a door. */
  String token() {
    return source.entrySet().stream()
        .filter(each -> each.getKey().endsWith("Token"))
        .map(Map.Entry::getValue)
        .findFirst()
        .or(() -> source.values().stream().findFirst())
        .orElse("");
  }

  private static Map<String, String> items(XmlNode message, String of) {
    Map<String, String> items = new LinkedHashMap<>();
    for (XmlNode item : message.child(of).map(one -> one.all("SimpleItem")).orElse(List.of())) {
      String name = item.attributes().getOrDefault("Name", "");
      String value = item.attributes().getOrDefault("Value", "");
      if (items.size() < MOST_ITEMS && name.length() <= MOST_TEXT && value.length() <= MOST_TEXT) {
        items.putIfAbsent(name, value);
      }
    }
    return items;
  }
}
