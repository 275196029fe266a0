// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt;

import org.eclipse.paho.mqttv5.common.util.MqttTopicValidator;

/** Compares a topic with a filter (MQTT 5.0, 4.7). */
final class Filter {
  private Filter() {}

  /** Returns whether the topic is meant; whatever a broker sends is answered. */
  static boolean of(String filter, String topic) {
    try {
      return MqttTopicValidator.isMatched(filter, topic);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
