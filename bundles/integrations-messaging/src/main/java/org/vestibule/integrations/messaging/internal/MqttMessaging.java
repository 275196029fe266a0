// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.osgi.annotation.bundle.Capability;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorController;
import org.vestibule.api.egress.EgressBroker;
import org.vestibule.api.egress.Sink;
import org.vestibule.api.event.DoorEvent.DuressSignalled;
import org.vestibule.api.event.EventListener;
import org.vestibule.api.event.VestibuleEvent;
import org.vestibule.api.notice.Notice;
import org.vestibule.api.notice.Notifier;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.Status.Cause;
import org.vestibule.api.status.StatusBoard;
import org.vestibule.api.status.StatusHolder;
import org.vestibule.api.status.StatusSource;

/**
 * Tells a broker what happens: every event as JSON, the state of each door and of each part as
 * retained topics, and notices. Thread-safe.
 */
@Component(
    service = {EventListener.class, StatusSource.class, Notifier.class},
    immediate = true,
    configurationPid = MqttConfig.PID)
@Designate(ocd = MqttConfig.class)
@Capability(
    namespace = Sink.NAMESPACE,
    attribute = {
      "sink=" + Way.SINK,
      "classes:List<String>='event,health,personal,transcript,credential'",
      "purpose='" + Way.PURPOSE + "'"
    })
public final class MqttMessaging implements EventListener, StatusSource, Notifier {
  private static final Logger LOG = LoggerFactory.getLogger(MqttMessaging.class);
  private static final String NAME = "integrations-messaging";
  private static final long NOTICE_SECONDS = 5;

  private final Outbox outbox = new Outbox();
  private final StatusHolder status =
      new StatusHolder(Status.starting("Reading the configuration"));
  private volatile String refused = "";
  private volatile boolean duress;
  private volatile DoorController doors;
  private volatile StatusBoard board;
  private final BrokerLink link =
      new BrokerLink(outbox, () -> HouseMessages.retained(doors, board));

  @Activate
  void activate(Map<String, Object> properties) {
    configure(properties);
    link.start();
  }

  @Modified
  void configure(Map<String, Object> properties) {
    try {
      MqttSettings settings = MqttSettings.of(properties);
      link.use(settings);
      duress = settings.duress();
      refused = "";
    } catch (VestibuleException e) {
      refused = e.getMessage();
      LOG.warn("Configuration refused, the last good one stays: {}", e.getMessage());
    }
  }

  @Deactivate
  void stop() throws InterruptedException {
    link.stop();
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void setDoors(DoorController service) {
    doors = service;
  }

  void unsetDoors(DoorController service) {
    if (doors == service) {
      doors = null;
    }
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void setBoard(StatusBoard service) {
    board = service;
  }

  void unsetBoard(StatusBoard service) {
    if (board == service) {
      board = null;
    }
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void setBroker(EgressBroker service) {
    link.via(service);
  }

  void unsetBroker(EgressBroker service) {
    link.notVia(service);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void on(VestibuleEvent event) {
    if (event instanceof DuressSignalled && !duress) {
      return;
    }
    HouseMessages.of(event, doors).forEach(outbox::add);
  }

  @Override
  public String channel() {
    return "mqtt";
  }

  @Override
  public String deliver(Notice notice) throws VestibuleException {
    if (link.status().cause() == Status.Cause.DISABLED) {
      // Nobody asked for this channel: that is no failure of the visit.
      return "not used: no broker configured";
    }
    if (HouseMessages.silentAlarm(notice)) {
      // Never on the topic that everybody's phone reads: the event has a topic of its own.
      return duress ? "told on door/duress" : "not used: duress is off";
    }
    Message message = HouseMessages.of(notice);
    if (!outbox.add(message)) {
      throw undeliverable(link.status().sentence());
    }
    try {
      if (!message.acknowledged().get(NOTICE_SECONDS, TimeUnit.SECONDS)) {
        throw undeliverable("the site allows neither personal nor event for sink mqtt");
      }
      return "confirmed by the broker";
    } catch (TimeoutException | ExecutionException e) {
      throw undeliverable("no confirmation within " + NOTICE_SECONDS + " s");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw undeliverable("interrupted");
    } finally {
      // A bell that rings minutes later helps nobody.
      outbox.done(message);
    }
  }

  @Override
  public Status status() {
    Status now = link.status();
    String problem = refused;
    if (!problem.isEmpty()) {
      now =
          now.state() == Status.State.READY
              ? Status.degraded(Cause.CONFIGURATION, problem)
              : Status.unavailable(Cause.CONFIGURATION, problem);
    } else if (now.state() == Status.State.READY && outbox.lost() > 0) {
      now =
          Status.degraded(
              Cause.OVERLOADED,
              outbox.lost() + " messages were lost while the broker was away; it is back");
    }
    status.set(now);
    return status.get();
  }

  private static VestibuleException undeliverable(String found) {
    return new VestibuleException(
        "notice-undeliverable",
        "notice by MQTT",
        found,
        "a connected broker",
        "See the status of " + NAME + ".");
  }
}
