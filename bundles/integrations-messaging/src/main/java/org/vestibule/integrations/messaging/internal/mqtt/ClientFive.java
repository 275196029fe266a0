// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;

/** A connection in MQTT 5.0 (OASIS Standard 2019), by Paho. */
final class ClientFive implements BrokerClient, MqttCallback {
  private final MqttAsyncClient client;
  private final Consumer<Incoming> heard;
  private final int receiveMaximum;
  private final long longestPacket;

  /** Connects; returns when the broker let this gateway in. */
  ClientFive(ConnectPlan plan) throws BrokerException {
    heard = plan.heard();
    ServerSettings server = plan.server();
    try {
      client = new MqttAsyncClient(server.address(), server.clientId(), new MemoryPersistence());
    } catch (MqttException e) {
      throw new BrokerException(e.getReasonCode(), e);
    }
    try {
      client.setCallback(this);
      IMqttToken connect = client.connect(options(plan));
      connect.waitForCompletion(SECONDS * 1000L);
      MqttProperties told = connect.getResponseProperties();
      receiveMaximum = Optional.ofNullable(told.getReceiveMaximum()).orElse(65_535);
      longestPacket = Optional.ofNullable(told.getMaximumPacketSize()).orElse(Long.MAX_VALUE);
    } catch (MqttException e) {
      abandon();
      throw new BrokerException(e.getReasonCode(), e);
    }
  }

  private static MqttConnectionOptions options(ConnectPlan plan) {
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setCleanStart(true);
    options.setAutomaticReconnect(false);
    options.setConnectionTimeout(SECONDS);
    options.setKeepAliveInterval(plan.server().keepAliveSeconds());
    options.setMaximumPacketSize((long) MOST_PACKET);
    options.setSocketFactory(plan.sockets());
    plan.will()
        .ifPresent(
            will ->
                options.setWill(
                    will.topic(),
                    new MqttMessage(will.payload(), will.qos(), will.retained(), null)));
    if (!plan.server().username().isEmpty()) {
      options.setUserName(plan.server().username());
    }
    plan.password().ifPresent(options::setPassword);
    return options;
  }

  @Override
  public String version() {
    return "5";
  }

  @Override
  public int receiveMaximum() {
    return receiveMaximum;
  }

  @Override
  public long longestPacket() {
    return longestPacket;
  }

  @Override
  public boolean connected() {
    return client.isConnected();
  }

  @Override
  public void subscribe(Set<String> filters) throws BrokerException {
    MqttSubscription[] wanted =
        filters.stream()
            .map(
                filter -> {
                  MqttSubscription subscription = new MqttSubscription(filter, 1);
                  // So that a message that is to be kept is known as such when it is fresh, too.
                  subscription.setRetainAsPublished(true);
                  // What this gateway announces itself must not fill the queue of what it hears.
                  subscription.setNoLocal(true);
                  return subscription;
                })
            .toArray(MqttSubscription[]::new);
    try {
      IMqttToken token = client.subscribe(wanted);
      token.waitForCompletion(SECONDS * 1000L);
      for (int code : token.getReasonCodes()) {
        if (code >= 0x80) {
          throw new BrokerException(code, null);
        }
      }
    } catch (MqttException e) {
      throw new BrokerException(e.getReasonCode(), e);
    }
  }

  @Override
  public void publish(Outgoing message, byte[] payload, IntConsumer receipt)
      throws BrokerException {
    MqttProperties properties = new MqttProperties();
    message.contentType().ifPresent(properties::setContentType);
    message.correlation().ifPresent(properties::setCorrelationData);
    List<UserProperty> pairs = new ArrayList<>(message.properties().size());
    message.properties().forEach((key, value) -> pairs.add(new UserProperty(key, value)));
    properties.setUserProperties(pairs);
    try {
      client.publish(
          message.topic(),
          new MqttMessage(payload, message.qos(), message.retained(), properties),
          null,
          new Told(receipt));
    } catch (MqttException e) {
      throw new BrokerException(e.getReasonCode(), e);
    }
  }

  @Override
  public void leave() {
    try {
      client.disconnect(500).waitForCompletion(1500);
    } catch (MqttException e) {
      // The broker went first: its last will says what there is to say.
    }
    abandon();
  }

  @Override
  public void abandon() {
    try {
      client.disconnectForcibly(0, 500, false);
    } catch (MqttException e) {
      // It was not connected.
    }
    try {
      client.close(true);
    } catch (MqttException e) {
      // Its threads end with the socket.
    }
  }

  @Override
  public void messageArrived(String topic, MqttMessage message) {
    MqttProperties told = message.getProperties();
    Map<String, String> pairs = new HashMap<>();
    if (told == null) {
      heard.accept(Incoming.bare(topic, message.getPayload(), message.isRetained()));
      return;
    }
    for (UserProperty pair : told.getUserProperties()) {
      pairs.putIfAbsent(pair.getKey(), pair.getValue());
    }
    heard.accept(
        new Incoming(
            topic,
            message.getPayload(),
            message.isRetained(),
            pairs,
            Optional.ofNullable(told.getResponseTopic()),
            Optional.ofNullable(told.getCorrelationData())));
  }

  @Override
  public void disconnected(MqttDisconnectResponse response) {}

  @Override
  public void mqttErrorOccurred(MqttException exception) {}

  @Override
  public void deliveryComplete(IMqttToken token) {}

  @Override
  public void connectComplete(boolean reconnect, String server) {}

  @Override
  public void authPacketArrived(int reasonCode, MqttProperties properties) {}

  /** Passes on what became of a message. */
  private record Told(IntConsumer receipt) implements MqttActionListener {
    @Override
    public void onSuccess(IMqttToken token) {
      int[] codes = token.getReasonCodes();
      receipt.accept(codes == null || codes.length == 0 ? 0 : codes[0]);
    }

    @Override
    public void onFailure(IMqttToken token, Throwable exception) {
      receipt.accept(LOST);
    }
  }
}
