// SPDX-License-Identifier: Apache-2.0
package org.vestibule.itests;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.vestibule.testkit.internal.broker.Mosquitto;

/** A lift, or whoever overheard its token, at a broker: mosquitto's clients, as processes. */
final class LiftAtBroker {
  private final Mosquitto broker;
  private final BrokerEar ear;
  private final String token;

  LiftAtBroker(Mosquitto broker, BrokerEar ear, String token) {
    this.broker = broker;
    this.ear = ear;
    this.token = token;
  }

  /**
   * Publishes with the token.
   *
   * @param below the building's topic
   * @param more of mosquitto_pub
   */
  void order(String below, String payload, String... more) throws Exception {
    publish("vestibule/home/" + below, payload, more);
  }

  /** Publishes with the token, anywhere. */
  void publish(String topic, String payload, String... more) throws Exception {
    List<String> all = new ArrayList<>(List.of(more));
    all.addAll(List.of("-D", "publish", "user-property", "authorization", "Bearer " + token));
    broker.send(topic, payload, all.toArray(String[]::new));
  }

  /** Waits for the answer to the lift's order of this id. */
  JsonNode result(String id) throws Exception {
    return ear.message("result/lift", one -> one.path("id").asText().equals(id));
  }

  /** Waits until the lift's order of this id is answered so. */
  void refused(String id, String code) throws Exception {
    ear.message(
        "result/lift",
        one -> one.path("id").asText().equals(id) && one.path("code").asText().equals(code));
  }

  /** Waits until somebody else, by the last level of the topic, is answered so. */
  void answered(String client, String code) throws Exception {
    ear.message("result/" + client, one -> one.path("code").asText().equals(code));
  }
}
