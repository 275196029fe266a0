// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.event;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.event.EventAdmin;
import org.vestibule.api.event.EventListener;
import org.vestibule.api.event.EventPublisher;
import org.vestibule.api.event.VestibuleEvent;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.StatusHolder;
import org.vestibule.core.internal.CoreKey;
import org.vestibule.core.internal.SettingsHolder;
import org.vestibule.core.internal.Whiteboard;
import org.vestibule.core.internal.status.CorePart;

/** Delivers events to whoever listens, each listener on its own {@link Lane}. Thread-safe. */
@Component(
    service = {EventPublisher.class, CorePart.class},
    immediate = true)
public final class EventDispatcher implements EventPublisher, CorePart {
  private static final Duration FAREWELL = Duration.ofMillis(500);
  private static final Status GOOD = Status.ready("Every listener keeps up");

  private final SettingsHolder settings;
  private final StatusHolder status = new StatusHolder(GOOD);
  // By service id: a listener that is replaced or registered twice never shares a lane.
  private final Map<Long, Lane> lanes = new ConcurrentHashMap<>();
  private Whiteboard<EventListener> listeners;

  /** Starts without listeners, and looks for them: many of them need what publishes. */
  @Activate
  public EventDispatcher(@Reference SettingsHolder settings, BundleContext context) {
    this(settings);
    listeners = new Whiteboard<>(context, EventListener.class, this::join, this::leave);
  }

  /** Starts without listeners. */
  EventDispatcher(SettingsHolder settings) {
    this.settings = settings;
  }

  /** Adds a listener; events published from now on reach it. */
  void join(EventListener listener, Long id) {
    lanes.put(id, new Lane(listener, nameOf(listener, id), bound()));
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindEventAdmin(EventAdmin admin, Map<String, Object> properties) {
    EventAdminCopy copy = new EventAdminCopy(admin);
    lanes.put(id(properties), new Lane(copy, copy.name(), bound()));
  }

  void unbindEventAdmin(EventAdmin admin, Map<String, Object> properties) {
    leave(id(properties));
  }

  /** Delivers what is queued, bounded, and stops. */
  @Deactivate
  public void stop() throws InterruptedException {
    for (Lane lane : List.copyOf(lanes.values())) {
      lane.finish(FAREWELL);
    }
    lanes.clear();
    if (listeners != null) {
      listeners.close();
    }
  }

  @Override
  public void publish(VestibuleEvent event) {
    lanes.values().forEach(lane -> lane.offer(event));
  }

  @Override
  public Status status() {
    String trouble =
        lanes.values().stream()
            .map(Lane::trouble)
            .filter(words -> !words.isEmpty())
            .sorted()
            .collect(Collectors.joining(", "));
    status.set(
        trouble.isEmpty()
            ? GOOD
            : Status.degraded(
                Status.Cause.OVERLOADED, "Events: " + trouble + "; see the log of its bundle"));
    return status.get();
  }

  /** Returns how many events were dropped for the listeners that are here. */
  long dropped() {
    return lanes.values().stream().mapToLong(Lane::dropped).sum();
  }

  /** Returns how often the listeners that are here failed. */
  long failures() {
    return lanes.values().stream().mapToLong(Lane::failures).sum();
  }

  /** Returns how many listeners are here. */
  int listeners() {
    return lanes.size();
  }

  /** Removes a listener and whatever waits for it. */
  void leave(Long id) {
    Lane lane = lanes.remove(id);
    if (lane != null) {
      lane.abandon();
    }
  }

  private int bound() {
    return settings.now().number(CoreKey.LISTENER_QUEUE);
  }

  private static Long id(Map<String, Object> properties) {
    return (Long) properties.get("service.id");
  }

  private static String nameOf(EventListener listener, Long id) {
    try {
      return listener.name();
    } catch (RuntimeException e) {
      return "listener-" + id;
    }
  }
}
