// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;

/**
 * One connection to the broker, from CONNECT to DISCONNECT (MQTT 5.0, OASIS Standard 2019). Every
 * message waits for its PUBACK, so that the order holds and nothing is forgotten in between. Used
 * by one thread.
 */
final class BrokerSession implements AutoCloseable {
  /** The topic that says whether this gateway is there. */
  static final String AVAILABLE = "available";

  private static final int SECONDS = 10;
  private static final int MOST_PASSWORD_BYTES = 4096;

  private final MqttSettings settings;
  private final MqttAsyncClient client;

  /** Connects, and tells that the gateway is there; returns after the broker confirmed both. */
  BrokerSession(MqttSettings settings) throws MqttException, IOException, GeneralSecurityException {
    this.settings = settings;
    client = new MqttAsyncClient(settings.server(), settings.clientId(), new MemoryPersistence());
    try {
      client.connect(options()).waitForCompletion(SECONDS * 1000L);
      send(AVAILABLE, "online", true);
    } catch (MqttException | IOException | GeneralSecurityException | RuntimeException e) {
      abandon();
      throw e;
    }
  }

  boolean connected() {
    return client.isConnected();
  }

  /** Publishes with QoS 1 and waits for the PUBACK. */
  void send(String topic, String payload, boolean retained) throws MqttException {
    client
        .publish(settings.topic(topic), payload.getBytes(StandardCharsets.UTF_8), 1, retained)
        .waitForCompletion(SECONDS * 1000L);
  }

  /** Says that the gateway stops on purpose, and leaves. */
  @Override
  public void close() {
    try {
      if (client.isConnected()) {
        client
            .publish(settings.topic(AVAILABLE), "stopped".getBytes(StandardCharsets.UTF_8), 1, true)
            .waitForCompletion(1500);
        client.disconnect(500).waitForCompletion(1500);
      }
    } catch (MqttException e) {
      // The broker went first: its last will says what there is to say.
    }
    abandon();
  }

  /** Lets go without a word, after the connection broke. */
  void abandon() {
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

  private MqttConnectionOptions options() throws IOException, GeneralSecurityException {
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setCleanStart(true);
    options.setAutomaticReconnect(false);
    options.setConnectionTimeout(SECONDS);
    options.setKeepAliveInterval(settings.keepAliveSeconds());
    MqttMessage will = new MqttMessage("offline".getBytes(StandardCharsets.UTF_8));
    will.setQos(1);
    will.setRetained(true);
    options.setWill(settings.topic(AVAILABLE), will);
    if (!settings.username().isEmpty()) {
      options.setUserName(settings.username());
    }
    if (!settings.passwordFile().isEmpty()) {
      options.setPassword(password(Path.of(settings.passwordFile())));
    }
    if (settings.encrypted() && !settings.caFile().isEmpty()) {
      options.setSocketFactory(trusting(Path.of(settings.caFile())));
    }
    return options;
  }

  private static byte[] password(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      String text = new String(in.readNBytes(MOST_PASSWORD_BYTES), StandardCharsets.UTF_8);
      return text.lines().findFirst().orElse("").getBytes(StandardCharsets.UTF_8);
    }
  }

  private static SocketFactory trusting(Path caFile) throws IOException, GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    try (InputStream in = Files.newInputStream(caFile)) {
      int number = 0;
      for (Certificate ca : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        trusted.setCertificateEntry("ca-" + number++, ca);
      }
    }
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context.getSocketFactory();
  }
}
