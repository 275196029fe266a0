// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.vestibule.api.outbox.OutboxEntry;

/** Carries one convention to a broker, as its contract asks for: all in turn, on one thread. */
public final class Rider implements AutoCloseable, MqttCallback {
  private final Convention convention;
  private final int port;
  private final Optional<String> user;
  private final ScheduledExecutorService turn = Executors.newSingleThreadScheduledExecutor();
  private MqttAsyncClient client;

  /** Connects. */
  public Rider(Convention convention, int port) throws Exception {
    this(convention, port, Optional.empty());
  }

  /** Connects as somebody. */
  public Rider(Convention convention, int port, Optional<String> user) throws Exception {
    this.convention = convention;
    this.port = port;
    this.user = user;
    turn.submit(this::connect).get(60, TimeUnit.SECONDS);
    turn.scheduleWithFixedDelay(() -> publish(convention.tick()), 100, 100, TimeUnit.MILLISECONDS);
  }

  /** Something happened. */
  public void on(OutboxEntry entry) {
    turn.execute(() -> publish(convention.on(entry)));
  }

  private Void connect() throws MqttException {
    client =
        new MqttAsyncClient("tcp://127.0.0.1:" + port, convention.name(), new MemoryPersistence());
    client.setCallback(this);
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setCleanStart(true);
    options.setSessionExpiryInterval(0L);
    user.ifPresent(options::setUserName);
    convention
        .will()
        .ifPresent(
            will -> {
              MqttMessage message = new MqttMessage(will.payload());
              message.setQos(will.qos());
              options.setWill(will.topic(), message);
            });
    client.connect(options).waitForCompletion(60_000);
    for (String filter : convention.subscriptions()) {
      client.subscribe(filter, 1).waitForCompletion(60_000);
    }
    publish(convention.born());
    return null;
  }

  private void publish(List<Publication> all) {
    try {
      for (Publication each : all) {
        client
            .publish(each.topic(), each.payload(), each.qos(), each.retained())
            .waitForCompletion(60_000);
      }
    } catch (MqttException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void messageArrived(String topic, MqttMessage message) {
    Convention.Heard heard =
        new Convention.Heard(topic, message.getPayload(), message.isRetained());
    turn.execute(() -> hear(heard));
  }

  private void hear(Convention.Heard heard) {
    publish(convention.heard(heard));
    if (convention.renews()) {
      try {
        client.disconnect().waitForCompletion(60_000);
        client.close();
        connect();
      } catch (MqttException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Override
  public void close() throws Exception {
    turn.submit(() -> publish(convention.leaving())).get(60, TimeUnit.SECONDS);
    turn.shutdownNow();
    client.disconnect().waitForCompletion(60_000);
    client.close();
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
