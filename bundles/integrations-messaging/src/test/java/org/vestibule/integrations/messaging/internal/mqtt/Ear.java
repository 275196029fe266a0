// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** Somebody else at the broker, who hears everything. */
final class Ear implements AutoCloseable, MqttCallback {
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private final List<String> passed = new ArrayList<>();
  private final MqttAsyncClient client;

  Ear(int port) throws MqttException {
    client =
        new MqttAsyncClient(
            "tcp://127.0.0.1:" + port, "ear-" + System.nanoTime(), new MemoryPersistence());
    client.setCallback(this);
    client.connect().waitForCompletion(60_000);
    client.subscribe("vestibule/#", 1).waitForCompletion(60_000);
  }

  /** Returns the next message on a topic as {@code topic payload}, with {@code *} if retained. */
  String next(String topic) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (true) {
      String message = heard.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (message == null) {
        throw new AssertionError("nothing heard on " + topic);
      }
      passed.add(message);
      if (message.startsWith(topic + " ")) {
        return message.substring(topic.length() + 1);
      }
    }
  }

  /** Returns what was heard up to the message that was asked for last. */
  List<String> passed() {
    return passed;
  }

  @Override
  public void messageArrived(String topic, MqttMessage message) {
    heard.add(topic + " " + new String(message.getPayload()) + (message.isRetained() ? "*" : ""));
  }

  @Override
  public void close() throws MqttException {
    try {
      client.disconnectForcibly(0, 500, false);
    } finally {
      client.close(true);
    }
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
}
