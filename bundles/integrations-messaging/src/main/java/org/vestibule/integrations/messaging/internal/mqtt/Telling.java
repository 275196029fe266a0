// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.outbox.OutboxEntry;

/**
 * The messages that one event leads to.
 *
 * @param problem why the house itself cannot tell it; empty: it can
 */
record Telling(List<Part> parts, String problem) {
  private static final Logger LOG = LoggerFactory.getLogger(Telling.class);

  /** Not authorized, topic name invalid, packet too large, payload format invalid. */
  private static final Set<Integer> FINAL = Set.of(0x87, 0x90, 0x95, 0x99);

  /** One message, and whether the event is told only when the broker took it. */
  record Part(Outgoing message, boolean binding) {}

  /** Asks everybody who speaks; an event that a convention chokes on is lost for that alone. */
  static Telling of(OutboxEntry entry, List<Voice> voices) {
    List<Part> parts = new ArrayList<>();
    String problem = "";
    for (Voice voice : voices) {
      try {
        voice.on(entry).forEach(message -> parts.add(new Part(message, voice.binding())));
      } catch (RuntimeException e) {
        LOG.warn("{} cannot be told: {}", entry, e.toString());
        problem = voice.binding() ? "It cannot be put into words" : problem;
      }
    }
    return new Telling(parts, problem);
  }

  /**
   * Returns whether a broker that refuses a message so will refuse it again (MQTT 5.0, 3.4.2.1).
   */
  static boolean lasting(int reason) {
    return FINAL.contains(reason);
  }

  /**
   * Publishes them.
   *
   * @param end as {@link Delivery}
   */
  void tell(Session session, IntConsumer end) throws IOException, InterruptedException {
    if (parts.isEmpty()) {
      end.accept(0);
      return;
    }
    Delivery delivery = new Delivery(parts.size(), end);
    for (Part part : parts) {
      if (!session.publish(part.message(), delivery.receipt(part.binding()))) {
        delivery.done();
      }
    }
  }
}
