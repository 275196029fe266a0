// SPDX-License-Identifier: Apache-2.0
package org.vestibule.broker.internal;

import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTSessionState;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTStateManager;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTUtil;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.Queue;

/**
 * The sessions that the engine keeps, by the name that {@link ClientName} gave their client.
 * Thread-safe.
 */
final class Sessions {
  private final ActiveMQServer server;
  private final MQTTStateManager states;

  Sessions(ActiveMQServer server, MQTTStateManager states) {
    this.server = server;
    this.states = states;
  }

  boolean has(String client) {
    return states.getSessionStates().containsKey(client);
  }

  int count() {
    return states.getSessionStates().size();
  }

  /** Returns the names of a user's clients that have a session. */
  Set<String> ofUser(String user) {
    String prefix = ClientName.prefix(user);
    return states.getSessionStates().keySet().stream()
        .filter(name -> name.startsWith(prefix))
        .collect(Collectors.toSet());
  }

  int subscriptions(String client) {
    MQTTSessionState state = states.getSessionStates().get(client);
    return state == null ? 0 : state.getSubscriptions().size();
  }

  /**
   * Forgets a session that no connection holds, with all that waits in it.
   *
   * @return whether it is gone; a connection that ends just now holds it a moment longer
   */
  boolean forget(String client) {
    MQTTSessionState state = states.getSessionStates().get(client);
    if (state == null) {
      return true;
    }
    if (state.isAttached()) {
      return false;
    }
    // The engine has one way by which a session ends without its client: it is past its time.
    state.setClientSessionExpiryInterval(1);
    state.setDisconnectedTime(1);
    states.scanSessions();
    return true;
  }

  /** Shows each queue of each session. */
  void queues(BiConsumer<String, Queue> visitor) {
    for (Map.Entry<String, MQTTSessionState> each : states.getSessionStates().entrySet()) {
      each.getValue()
          .getSubscriptions()
          .forEach(
              subscription -> {
                String name =
                    MQTTUtil.getCoreQueueFromMqttTopic(
                        subscription.topicFilter(),
                        each.getKey(),
                        server.getConfiguration().getWildcardConfiguration());
                Queue queue = server.locateQueue(name);
                if (queue != null) {
                  visitor.accept(each.getKey(), queue);
                }
              });
    }
  }
}
