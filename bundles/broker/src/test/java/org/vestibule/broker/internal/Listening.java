// SPDX-License-Identifier: Apache-2.0
package org.vestibule.broker.internal;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.paho.mqttv5.client.IMqttMessageListener;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** An MQTT 5 client of somebody else's (Eclipse Paho) that keeps what it is told. */
final class Listening implements AutoCloseable {
  private static final int SECONDS = 60;

  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private final MqttClient client;

  private Listening(MqttClient client) {
    this.client = client;
  }

  static Listening plain(int port, String user, String password, String... filters)
      throws MqttException {
    return connect("tcp://127.0.0.1:" + port, null, options(user, password), "", filters);
  }

  static Listening within(
      SSLSocketFactory tls, int port, String user, String password, String... filters)
      throws MqttException {
    return connect("ssl://localhost:" + port, tls, options(user, password), "", filters);
  }

  static MqttConnectionOptions options(String user, String password) {
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setUserName(user);
    options.setPassword(password.getBytes(StandardCharsets.UTF_8));
    options.setConnectionTimeout(SECONDS);
    return options;
  }

  /** Connects with what the test wants to be special. */
  static Listening connect(
      String server,
      SSLSocketFactory tls,
      MqttConnectionOptions options,
      String identifier,
      String... filters)
      throws MqttException {
    String id = identifier.isEmpty() ? "paho-" + System.nanoTime() : identifier;
    MqttClient client = new MqttClient(server, id, new MemoryPersistence());
    client.setTimeToWait(SECONDS * 1000L);
    if (tls != null) {
      options.setSocketFactory(tls);
    }
    Listening listening = new Listening(client);
    listening.hear();
    try {
      client.connect(options);
      for (String filter : filters) {
        client.subscribe(
            new MqttSubscription[] {new MqttSubscription(filter, 2)},
            new IMqttMessageListener[] {(topic, message) -> listening.note(topic, message)});
      }
    } catch (MqttException e) {
      client.close(true);
      throw e;
    }
    return listening;
  }

  private void hear() {
    client.setCallback(
        new org.eclipse.paho.mqttv5.client.MqttCallback() {
          @Override
          public void disconnected(
              org.eclipse.paho.mqttv5.client.MqttDisconnectResponse response) {}

          @Override
          public void mqttErrorOccurred(MqttException exception) {}

          @Override
          public void messageArrived(String topic, MqttMessage message) {
            note(topic, message);
          }

          @Override
          public void deliveryComplete(org.eclipse.paho.mqttv5.client.IMqttToken token) {}

          @Override
          public void connectComplete(boolean reconnect, String server) {}

          @Override
          public void authPacketArrived(int reasonCode, MqttProperties properties) {}
        });
  }

  private void note(String topic, MqttMessage message) {
    heard.add(topic + "=" + new String(message.getPayload(), StandardCharsets.UTF_8));
  }

  /** Tries until a user is let in. */
  static Listening awaitAccess(int port, String user, String password, String filter) {
    return Await.until(
        () -> {
          try {
            return Optional.of(plain(port, user, password, filter));
          } catch (MqttException e) {
            return Optional.empty();
          }
        },
        () -> user + " is not let in");
  }

  void publish(String topic, String payload, int qos, boolean retained) throws MqttException {
    client.publish(topic, payload.getBytes(StandardCharsets.UTF_8), qos, retained);
  }

  void awaitMessage(String expected) throws InterruptedException {
    String next = next();
    while (next != null && !next.equals(expected)) {
      next = next();
    }
    if (next == null) {
      throw new AssertionError("never heard " + expected);
    }
  }

  /** Returns the next message; {@code null} when none comes. */
  String next() throws InterruptedException {
    return heard.poll(SECONDS, TimeUnit.SECONDS);
  }

  void awaitEnd() {
    Await.so(() -> !client.isConnected(), () -> "the connection goes on");
  }

  MqttClient client() {
    return client;
  }

  @Override
  public void close() throws MqttException {
    if (client.isConnected()) {
      client.disconnect();
    }
    client.close(true);
  }
}
