// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.egress.DataClass;
import org.vestibule.api.egress.EgressBroker;
import org.vestibule.api.status.Status;
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
  private final Supplier<List<Message>> retained;
  private final Set<String> told = new HashSet<>();
  private final StatusHolder status = new StatusHolder(LinkStatus.off());
  private final Thread thread = new Thread(this::run, "vestibule-mqtt");
  private volatile MqttSettings settings = MqttSettings.OFF;
  private volatile EgressBroker broker;
  private volatile boolean stopped;
  private long pauseMillis = FIRST_PAUSE_MILLIS;

  /**
   * @param retained what the broker shall keep; asked after each connection
   */
  BrokerLink(Outbox outbox, Supplier<List<Message>> retained) {
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

  /** Takes another way out; the old one is left. */
  void via(EgressBroker next) {
    broker = next;
    outbox.callAttention();
  }

  void notVia(EgressBroker gone) {
    if (broker == gone) {
      via(null);
    }
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
        EgressBroker out = broker;
        if (now.off() || out == null) {
          status.set(now.off() ? LinkStatus.off() : LinkStatus.noWayOut());
          outbox.pause(Long.MAX_VALUE / 2_000_000);
        } else {
          connectAndServe(now, out);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void connectAndServe(MqttSettings now, EgressBroker out) throws InterruptedException {
    if (status.get().state() == Status.State.STOPPED) {
      status.set(Status.starting("Connecting to " + now.server()));
    }
    BrokerSession session = null;
    try (Way way = Way.open(out)) {
      session = new BrokerSession(now, way);
      tellRetained(session);
      outbox.online(true);
      status.set(LinkStatus.connected(now, way));
      LOG.info("Connected to {}", now.server());
      pauseMillis = FIRST_PAUSE_MILLIS;
      serve(session, now, out, way);
      session.close();
    } catch (MqttException
        | IOException
        | GeneralSecurityException
        | VestibuleException
        | RuntimeException e) {
      outbox.online(false);
      status.set(LinkStatus.problem(now, e, outbox));
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

  private void serve(BrokerSession session, MqttSettings now, EgressBroker out, Way way)
      throws MqttException, IOException, InterruptedException {
    while (!stopped && now.equals(settings) && out == broker) {
      Message message = outbox.peek(LOOK_MILLIS);
      if (!session.connected()) {
        throw new IOException("connection lost");
      }
      if (message == null) {
        outbox.takeAttention();
        continue;
      }
      boolean sent = session.send(message);
      if (message.retained()) {
        told.add(message.topic());
      }
      outbox.done(message);
      message.acknowledged().complete(sent);
      status.set(LinkStatus.connected(now, way));
    }
  }

  private void tellRetained(BrokerSession session) throws MqttException {
    Set<String> now = new HashSet<>();
    for (Message value : retained.get()) {
      session.send(value);
      now.add(value.topic());
    }
    for (String gone : told) {
      if (!now.contains(gone)) {
        // An empty retained message takes the old one away (MQTT 5.0, 3.3.1.3).
        session.send(Message.retained(gone, Form.of("", DataClass.HEALTH)));
      }
    }
    told.clear();
    told.addAll(now);
  }

  private void pauseBeforeRetry() throws InterruptedException {
    // Half of the pause is chance, so that a street of gateways does not come back as one.
    outbox.pause(pauseMillis / 2 + ThreadLocalRandom.current().nextLong(pauseMillis / 2 + 1));
    pauseMillis = Math.min(LONGEST_PAUSE_MILLIS, 2 * pauseMillis);
  }
}
