// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt;

import java.util.Map;
import java.util.Optional;

/**
 * A message from the broker; nothing in it is trusted.
 *
 * @param retained whether the broker had kept it, or is to keep it
 * @param properties user properties of MQTT 5; of two with one name the first
 * @param answerTo the response topic of MQTT 5
 * @param correlation what the answer has to carry, MQTT 5
 */
record Incoming(
    String topic,
    byte[] payload,
    boolean retained,
    Map<String, String> properties,
    Optional<String> answerTo,
    Optional<byte[]> correlation) {
  /** A message of MQTT 3.1.1. */
  static Incoming bare(String topic, byte[] payload, boolean retained) {
    return new Incoming(topic, payload, retained, Map.of(), Optional.empty(), Optional.empty());
  }

  @Override
  public String toString() {
    return "Incoming[" + topic + ", " + payload.length + " bytes, ***]";
  }
}
