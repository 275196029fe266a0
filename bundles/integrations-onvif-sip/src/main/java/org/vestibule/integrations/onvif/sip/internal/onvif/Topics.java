// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.onvif;

import java.util.ArrayList;
import java.util.List;
import org.vestibule.api.VestibuleException;
import org.vestibule.integrations.onvif.sip.internal.soap.Xml;
import org.vestibule.integrations.onvif.sip.internal.soap.XmlNode;

/** What a device can tell of (ONVIF Core, GetEventProperties). */
final class Topics {
  private static final int MOST = 200;

  private Topics() {}

  /**
   * Asks for the topics.
   *
   * @return paths without prefixes, at most 200; none where it has no events
   * @throws VestibuleException as {@link OnvifClient#ask}
   */
  static List<String> read(OnvifClient client, Services services)
      throws VestibuleException, InterruptedException {
    if (services.find("tev").isEmpty()) {
      return List.of();
    }
    XmlNode answer = client.ask(services.find("tev").get(), Xml.of("tev:GetEventProperties"));
    List<String> found = new ArrayList<>();
    answer.child("TopicSet").ifPresent(set -> collect(set, "", found));
    return List.copyOf(found);
  }

  private static void collect(XmlNode node, String path, List<String> found) {
    for (XmlNode child : node.children()) {
      if (found.size() >= MOST || child.name().equals("MessageDescription")) {
        return;
      }
      String here = path.isEmpty() ? child.name() : path + "/" + child.name();
      if (child.attributes().getOrDefault("topic", "").equals("true")) {
        found.add(here);
      }
      collect(child, here, found);
    }
  }
}
