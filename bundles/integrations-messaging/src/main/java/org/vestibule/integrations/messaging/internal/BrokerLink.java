// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.Status.Cause;
import org.vestibule.api.status.StatusHolder;

/**
 * Keeps the gateway at its broker: connects, sends what waits, and comes back with growing pauses
 * when the broker goes. One thread for the whole life; new settings are taken in between.
 */
final class BrokerLink {
  private static final Logger LOG = LoggerFactory.getLogger(BrokerLink.class);
  private static final long FIRST_PAUSE_MILLIS = 500;
  private static final long LONGEST_PAUSE_MILLIS = 30_000;
  private static final long LOOK_MILLIS = 500;

  private final Outbox outbox;
  private final Supplier<Map<String, String>> retained;
  private final Set<String> told = new HashSet<>();
  private final StatusHolder status = new StatusHolder(off());
  private final Thread thread = new Thread(this::run, "vestibule-mqtt");
  private volatile MqttSettings settings;
  private volatile boolean stopped;
  private long pauseMillis = FIRST_PAUSE_MILLIS;

  /**
   * @param retained what the broker shall keep, by topic; asked after each connection
   */
  BrokerLink(MqttSettings settings, Outbox outbox, Supplier<Map<String, String>> retained) {
    this.settings = settings;
    this.outbox = outbox;
    this.retained = retained;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  void use(MqttSettings next) {
    settings = next;
    outbox.callAttention();
  }

  void stop() throws InterruptedException {
    stopped = true;
    outbox.callAttention();
    thread.join(4000);
    thread.interrupt();
  }

  Status status() {
    return status.get();
  }

  private void run() {
    try {
      while (!stopped) {
        outbox.takeAttention();
        MqttSettings now = settings;
        if (now.off()) {
          status.set(off());
          outbox.pause(Long.MAX_VALUE / 2_000_000);
        } else {
          connectAndServe(now);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void connectAndServe(MqttSettings now) throws InterruptedException {
    if (status.get().state() == Status.State.STOPPED) {
      status.set(Status.starting("Connecting to " + now.server()));
    }
    BrokerSession session = null;
    try {
      session = new BrokerSession(now);
      tellRetained(session);
      outbox.online(true);
      status.set(Status.ready("Connected to " + now.server() + " and heard"));
      LOG.info("Connected to {}", now.server());
      pauseMillis = FIRST_PAUSE_MILLIS;
      serve(session, now);
      session.close();
    } catch (MqttException | IOException | GeneralSecurityException | RuntimeException e) {
      outbox.online(false);
      status.set(problem(now, e));
      LOG.warn("{}", status.get().sentence());
      LOG.debug("MQTT connection ended", e);
      if (session != null) {
        session.abandon();
      }
      pauseBeforeRetry();
    } finally {
      outbox.online(false);
    }
  }

  private void serve(BrokerSession session, MqttSettings now)
      throws MqttException, IOException, InterruptedException {
    while (!stopped && now.equals(settings)) {
      Message message = outbox.peek(LOOK_MILLIS);
      if (!session.connected()) {
        throw new IOException("connection lost");
      }
      if (message == null) {
        outbox.takeAttention();
        continue;
      }
      session.send(message.topic(), message.payload(), message.retained());
      if (message.retained()) {
        told.add(message.topic());
      }
      outbox.done(message);
      message.acknowledged().complete(null);
    }
  }

  private void tellRetained(BrokerSession session) throws MqttException {
    Map<String, String> values = retained.get();
    for (Map.Entry<String, String> value : values.entrySet()) {
      session.send(value.getKey(), value.getValue(), true);
    }
    for (String gone : told) {
      if (!values.containsKey(gone)) {
        // An empty retained message takes the old one away (MQTT 5.0, 3.3.1.3).
        session.send(gone, "", true);
      }
    }
    told.clear();
    told.addAll(values.keySet());
  }

  private void pauseBeforeRetry() throws InterruptedException {
    // Half of the pause is chance, so that a street of gateways does not come back as one.
    outbox.pause(pauseMillis / 2 + ThreadLocalRandom.current().nextLong(pauseMillis / 2 + 1));
    pauseMillis = Math.min(LONGEST_PAUSE_MILLIS, 2 * pauseMillis);
  }

  private Status problem(MqttSettings now, Exception e) {
    String waiting = "; " + outbox.size() + " messages wait, " + outbox.lost() + " lost";
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof MqttException mqtt && refusesUser(mqtt.getReasonCode())) {
        return Status.unavailable(
            Cause.CREDENTIALS,
            now.server()
                + " refuses user '"
                + now.username()
                + "': correct username and"
                + " passwordFile"
                + waiting);
      }
      if (cause instanceof java.nio.file.NoSuchFileException
          || cause instanceof java.nio.file.AccessDeniedException) {
        return Status.unavailable(
            Cause.CREDENTIALS,
            "File "
                + cause.getMessage()
                + " cannot be read: correct passwordFile or caFile"
                + waiting);
      }
      if (cause instanceof javax.net.ssl.SSLException
          || cause instanceof GeneralSecurityException) {
        return Status.unavailable(
            Cause.CREDENTIALS,
            now.server() + " does not show a certificate that caFile trusts" + waiting);
      }
    }
    return Status.unavailable(
        Cause.NETWORK, now.server() + " does not answer: check address and network" + waiting);
  }

  /** 4 and 5 in MQTT 3.1.1; 0x86 and 0x87 in MQTT 5.0, 3.2.2.2. */
  private static boolean refusesUser(int reason) {
    return reason == 4 || reason == 5 || reason == 0x86 || reason == 0x87;
  }

  private static Status off() {
    return new Status(
        Status.State.STOPPED,
        Cause.DISABLED,
        "No broker is configured; set server in " + MqttConfig.PID + " to switch MQTT on",
        java.time.Instant.now());
  }
}
