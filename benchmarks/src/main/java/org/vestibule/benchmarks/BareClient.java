// SPDX-License-Identifier: Apache-2.0
package org.vestibule.benchmarks;

import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** Paho alone, with a window: what the outbox's way is compared with. */
final class BareClient implements AutoCloseable, MqttCallback, MqttActionListener {
  private final MqttAsyncClient client;
  private final Semaphore window;
  private final int size;
  private volatile Consumer<byte[]> ear = bytes -> {};

  /** Connects to a broker that asks nobody for a password. */
  BareClient(int port, int size) throws MqttException {
    this(port, size, new MqttConnectionOptions());
  }

  /**
   * Connects.
   *
   * @param size how many messages may wait for their confirmation
   */
  BareClient(int port, int size, MqttConnectionOptions options) throws MqttException {
    this.size = size;
    window = new Semaphore(size);
    client =
        new MqttAsyncClient(
            "tcp://127.0.0.1:" + port, "bare-" + System.nanoTime(), new MemoryPersistence());
    client.setCallback(this);
    options.setCleanStart(true);
    try {
      client.connect(options).waitForCompletion(5000);
    } catch (MqttException e) {
      client.close();
      throw e;
    }
  }

  /** Returns messages a second, from the first to the last confirmation. */
  double publish(String topic, byte[] payload, int count)
      throws MqttException, InterruptedException {
    long from = System.nanoTime();
    for (int i = 0; i < count; i++) {
      window.acquire();
      client.publish(topic, new MqttMessage(payload, 1, false, new MqttProperties()), null, this);
    }
    window.acquire(size);
    window.release(size);
    return count / ((System.nanoTime() - from) / 1e9);
  }

  /** Subscribes with QoS 1. */
  void hear(String topic, Consumer<byte[]> heard) throws MqttException {
    ear = heard;
    client.subscribe(topic, 1).waitForCompletion(5000);
  }

  @Override
  public void onSuccess(IMqttToken token) {
    window.release();
  }

  @Override
  public void onFailure(IMqttToken token, Throwable exception) {
    throw new IllegalStateException("a message was lost", exception);
  }

  @Override
  public void messageArrived(String topic, MqttMessage message) {
    ear.accept(message.getPayload());
  }

  @Override
  public void close() throws MqttException {
    client.disconnectForcibly(0, 500, false);
    client.close(true);
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
