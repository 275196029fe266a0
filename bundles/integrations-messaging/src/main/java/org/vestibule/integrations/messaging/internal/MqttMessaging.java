// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
import org.vestibule.api.door.DoorInfo;
import org.vestibule.api.event.DoorEvent.DoorStateChanged;
import org.vestibule.api.event.EventFields;
import org.vestibule.api.event.EventListener;
import org.vestibule.api.event.StatusChanged;
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
public final class MqttMessaging implements EventListener, StatusSource, Notifier {
  private static final Logger LOG = LoggerFactory.getLogger(MqttMessaging.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NAME = "integrations-messaging";
  private static final long NOTICE_SECONDS = 5;

  private final Outbox outbox = new Outbox();
  private final StatusHolder status =
      new StatusHolder(Status.starting("Reading the configuration"));
  private final BrokerLink link = new BrokerLink(MqttSettings.OFF, outbox, this::retained);
  private volatile String refused = "";
  private volatile DoorController doors;
  private volatile StatusBoard board;

  @Activate
  void activate(Map<String, Object> properties) {
    configure(properties);
    link.start();
  }

  @Modified
  void configure(Map<String, Object> properties) {
    try {
      link.use(MqttSettings.of(properties));
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

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void on(VestibuleEvent event) {
    String payload = json(EventFields.of(event));
    outbox.add(Message.of(event.topic(), payload, false, !event.droppable()));
    if (event instanceof DoorStateChanged change) {
      outbox.add(Message.of(doorTopic(change.door().value()), change.after().name(), true, false));
    } else if (event instanceof StatusChanged change) {
      String state = change.status() == null ? "" : json(EventFields.plain(change.status()));
      outbox.add(Message.of(statusTopic(change.source()), state, true, false));
    }
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
    Message message = Message.of("notice", json(EventFields.plain(notice)), false, false);
    if (!outbox.add(message)) {
      throw undeliverable(link.status().sentence());
    }
    try {
      message.acknowledged().get(NOTICE_SECONDS, TimeUnit.SECONDS);
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

  private Map<String, String> retained() {
    Map<String, String> values = new LinkedHashMap<>();
    DoorController controller = doors;
    if (controller != null) {
      for (DoorInfo door : controller.doors()) {
        values.put(doorTopic(door.id().value()), door.state().name());
      }
    }
    StatusBoard all = board;
    if (all != null) {
      all.all()
          .forEach((name, state) -> values.put(statusTopic(name), json(EventFields.plain(state))));
    }
    return values;
  }

  private static String doorTopic(String door) {
    return "door/" + door + "/state";
  }

  private static String statusTopic(String source) {
    // A name is not bound to a form; what MQTT reserves must not get into a topic.
    return "status/" + source.replaceAll("[^A-Za-z0-9._-]", "-");
  }

  private static String json(Object plain) {
    try {
      return JSON.writeValueAsString(plain);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("plain maps can always be written", e);
    }
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
