// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.leaf;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.door.DoorAlarm;
import org.vestibule.api.door.DoorContact;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.event.DoorEvent;
import org.vestibule.api.event.DoorEvent.DoorAlarmCleared;
import org.vestibule.api.event.DoorEvent.DoorAlarmRaised;
import org.vestibule.api.event.DoorEvent.DoorContactChanged;
import org.vestibule.api.event.DoorEvent.DoorExitRequested;
import org.vestibule.api.event.EventPublisher;
import org.vestibule.integrations.access.control.internal.DoorAudit;

/**
 * What the leaves tell the house, in order: it waits while nobody is there to publish it. Alarms go
 * to the audit as well. Used by one thread; the publisher is changed by others.
 */
final class News {
  private static final Logger LOG = LoggerFactory.getLogger(News.class);
  private static final int MOST_WAITING = 4096;

  private final DoorAudit audit;
  private final Deque<DoorEvent> waiting = new ArrayDeque<>();
  private volatile EventPublisher publisher;

  News(DoorAudit audit) {
    this.audit = audit;
  }

  void publisher(EventPublisher service) {
    publisher = service;
  }

  void publisherWent(EventPublisher service) {
    if (publisher == service) {
      publisher = null;
    }
  }

  /** Publishes what waits. */
  void tell() {
    EventPublisher house = publisher;
    while (house != null && !waiting.isEmpty()) {
      house.publish(waiting.poll());
      house = publisher;
    }
  }

  /** Returns what one door's leaf tells. */
  Leaf.Told of(DoorId door) {
    return new Leaf.Told() {
      @Override
      public void moved(DoorContact before, DoorContact after) {
        add(new DoorContactChanged(Instant.now(), door, before, after));
      }

      @Override
      public void raised(DoorAlarm alarm, String sentence) {
        add(new DoorAlarmRaised(Instant.now(), door, alarm, sentence));
        audit.note(
            "door-alarm-raised",
            Map.of("door", door.value(), "alarm", alarm.label(), "why", sentence));
      }

      @Override
      public void cleared(DoorAlarm alarm) {
        add(new DoorAlarmCleared(Instant.now(), door, alarm));
        audit.note("door-alarm-cleared", Map.of("door", door.value(), "alarm", alarm.label()));
      }

      @Override
      public void exitRequested() {
        add(new DoorExitRequested(Instant.now(), door));
      }
    };
  }

  private void add(DoorEvent event) {
    if (waiting.size() >= MOST_WAITING) {
      LOG.error(
          "Nobody has published what happens at the doors for long: {} is lost", waiting.poll());
    }
    waiting.add(event);
  }
}
