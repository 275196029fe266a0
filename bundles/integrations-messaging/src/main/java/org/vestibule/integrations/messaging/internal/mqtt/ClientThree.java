// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.eclipse.paho.client.mqttv3.IMqttActionListener;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/**
 * A connection in MQTT 3.1.1 (OASIS Standard 2014), by Paho, for brokers that know nothing newer.
 * Content types, user properties and correlation data do not exist there.
 */
final class ClientThree implements BrokerClient, MqttCallback {
  private static final int MOST_IN_FLIGHT = 1000;
  private static final int SUBSCRIPTION_REFUSED = 0x80;

  private final MqttAsyncClient client;
  private final Consumer<Incoming> heard;

  /** Connects; returns when the broker let this gateway in. */
  ClientThree(ConnectPlan plan) throws BrokerException {
    heard = plan.heard();
    ServerSettings server = plan.server();
    try {
      client = new MqttAsyncClient(server.address(), server.clientId(), new MemoryPersistence());
    } catch (MqttException e) {
      throw new BrokerException(e.getReasonCode(), e);
    }
    try {
      client.setCallback(this);
      client.connect(options(plan)).waitForCompletion(SECONDS * 1000L);
    } catch (MqttException e) {
      abandon();
      throw new BrokerException(e.getReasonCode(), e);
    }
  }

  private static MqttConnectOptions options(ConnectPlan plan) {
    MqttConnectOptions options = new MqttConnectOptions();
    options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
    options.setCleanSession(true);
    options.setAutomaticReconnect(false);
    options.setConnectionTimeout(SECONDS);
    options.setKeepAliveInterval(plan.server().keepAliveSeconds());
    options.setMaxInflight(MOST_IN_FLIGHT);
    options.setSocketFactory(plan.sockets());
    plan.will()
        .ifPresent(
            will -> options.setWill(will.topic(), will.payload(), will.qos(), will.retained()));
    if (!plan.server().username().isEmpty()) {
      options.setUserName(plan.server().username());
    }
    plan.password().ifPresent(password -> options.setPassword(letters(password)));
    return options;
  }

  /** This library takes letters, and writes them as UTF-8 again. */
  private static char[] letters(byte[] password) {
    CharBuffer all = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(password));
    char[] letters = Arrays.copyOf(all.array(), all.limit());
    Arrays.fill(all.array(), '\0');
    return letters;
  }

  @Override
  public String version() {
    return "3.1.1";
  }

  @Override
  public int receiveMaximum() {
    return MOST_IN_FLIGHT;
  }

  @Override
  public long longestPacket() {
    // MQTT 3.1.1 has no way to tell it.
    return Long.MAX_VALUE;
  }

  @Override
  public boolean connected() {
    return client.isConnected();
  }

  @Override
  public void subscribe(Set<String> filters) throws BrokerException {
    String[] wanted = filters.toArray(String[]::new);
    int[] qos = new int[wanted.length];
    Arrays.fill(qos, 1);
    try {
      IMqttToken token = client.subscribe(wanted, qos);
      token.waitForCompletion(SECONDS * 1000L);
      for (int granted : token.getGrantedQos()) {
        if (granted >= SUBSCRIPTION_REFUSED) {
          throw new BrokerException(0x87, null);
        }
      }
    } catch (MqttException e) {
      throw new BrokerException(e.getReasonCode(), e);
    }
  }

  @Override
  public void publish(Outgoing message, byte[] payload, IntConsumer receipt)
      throws BrokerException {
    MqttMessage out = new MqttMessage(payload);
    out.setQos(message.qos());
    out.setRetained(message.retained());
    try {
      client.publish(message.topic(), out, null, new Told(receipt));
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
    // No bound can be agreed upon with the broker, and what waits its turn is kept.
    if (message.getPayload().length <= MOST_PACKET) {
      heard.accept(Incoming.bare(topic, message.getPayload(), message.isRetained()));
    }
  }

  @Override
  public void connectionLost(Throwable cause) {}

  @Override
  public void deliveryComplete(IMqttDeliveryToken token) {}

  /** Passes on what became of a message. */
  private record Told(IntConsumer receipt) implements IMqttActionListener {
    @Override
    public void onSuccess(IMqttToken token) {
      receipt.accept(0);
    }

    @Override
    public void onFailure(IMqttToken token, Throwable exception) {
      receipt.accept(LOST);
    }
  }
}
