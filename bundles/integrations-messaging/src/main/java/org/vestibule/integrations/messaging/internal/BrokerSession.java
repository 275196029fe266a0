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
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.vestibule.api.egress.DataClass;

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
  private final Way way;
  private final MqttAsyncClient client;

  /** Connects, and tells that the gateway is there; returns after the broker confirmed both. */
  BrokerSession(MqttSettings settings, Way way)
      throws MqttException, IOException, GeneralSecurityException {
    this.settings = settings;
    this.way = way;
    client = new MqttAsyncClient(settings.server(), settings.clientId(), new MemoryPersistence());
    try {
      client.connect(options()).waitForCompletion(SECONDS * 1000L);
      send(Message.retained(AVAILABLE, Form.of("online", DataClass.HEALTH)));
    } catch (MqttException | IOException | GeneralSecurityException | RuntimeException e) {
      abandon();
      throw e;
    }
  }

  boolean connected() {
    return client.isConnected();
  }

  /**
   * Publishes with QoS 1, in the first form that the site allows, and waits for the PUBACK.
   *
   * @return false when none of its forms may be sent
   */
  boolean send(Message message) throws MqttException {
    Optional<String> payload = way.fit(message.forms());
    if (payload.isPresent()) {
      byte[] bytes = payload.get().getBytes(StandardCharsets.UTF_8);
      client
          .publish(settings.topic(message.topic()), bytes, 1, message.retained())
          .waitForCompletion(SECONDS * 1000L);
    }
    return payload.isPresent();
  }

  /** Says that the gateway stops on purpose, and leaves. */
  @Override
  public void close() {
    try {
      if (client.isConnected()) {
        if (way.declared(DataClass.HEALTH, "stopped".length())) {
          client
              .publish(
                  settings.topic(AVAILABLE), "stopped".getBytes(StandardCharsets.UTF_8), 1, true)
              .waitForCompletion(1500);
        }
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
    if (way.declared(DataClass.HEALTH, will.getPayload().length)) {
      options.setWill(settings.topic(AVAILABLE), will);
    }
    if (!settings.username().isEmpty()) {
      options.setUserName(settings.username());
    }
    if (!settings.passwordFile().isEmpty()) {
      byte[] password = password(Path.of(settings.passwordFile()));
      if (way.declared(DataClass.CREDENTIAL, password.length)) {
        options.setPassword(password);
      }
    }
    options.setSocketFactory(settings.encrypted() ? way.sockets(trusting()) : way.sockets());
    return options;
  }

  private static byte[] password(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      String text = new String(in.readNBytes(MOST_PASSWORD_BYTES), StandardCharsets.UTF_8);
      return text.lines().findFirst().orElse("").getBytes(StandardCharsets.UTF_8);
    }
  }

  private SSLContext trusting() throws IOException, GeneralSecurityException {
    if (settings.caFile().isEmpty()) {
      return SSLContext.getDefault();
    }
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    try (InputStream in = Files.newInputStream(Path.of(settings.caFile()))) {
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
    return context;
  }
}
