// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.vestibule.api.event.DoorEvent.DoorAnswered;
import org.vestibule.api.event.DoorEvent.DoorOrdered;
import org.vestibule.api.event.DoorEvent.DuressSignalled;
import org.vestibule.api.event.EventListener;
import org.vestibule.api.event.StatusChanged;
import org.vestibule.api.event.VestibuleEvent;
import org.vestibule.api.event.VisitEvent.VisitClosed;
import org.vestibule.api.status.Status;
import org.vestibule.api.visit.VisitStory;

/**
 * Watches how the house is: counts what happens, keeps the last day minute by minute, and remembers
 * how each part became what it is. It keeps nothing of whoever came. Thread-safe.
 */
@Component(
    service = {HealthWatch.class, EventListener.class},
    immediate = true)
public class HealthWatch implements EventListener {
  private static final int BEAT_SECONDS = 10;
  private static final int OPEN_ORDERS = 256;

  private final House house;
  private final Clock clock;
  private final HealthRing ring;
  private final Metrics metrics = new Metrics();
  private final StatusHistory history;
  private final ScheduledThreadPoolExecutor heart;
  private volatile boolean deadlocked;
  private final Map<String, Instant> orders =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
          return size() > OPEN_ORDERS;
        }
      };

  @Activate
  public HealthWatch(@Reference House house, @Reference Deltas deltas) {
    this(house, deltas, ApiServlet.dataFolder(), Clock.systemUTC());
    heart.scheduleWithFixedDelay(this::beat, 0, BEAT_SECONDS, TimeUnit.SECONDS);
  }

  HealthWatch(House house, Deltas deltas, Path data, Clock clock) {
    this.house = house;
    this.clock = clock;
    ring = new HealthRing(clock);
    history = new StatusHistory(data.resolve("health").resolve("history.json"));
    new MetricsOfHouse(house, deltas, clock).register(metrics.registry());
    heart =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "console-health");
              thread.setDaemon(true);
              return thread;
            });
  }

  @Deactivate
  void deactivate() {
    heart.shutdownNow();
    history.save();
  }

  @Override
  public String name() {
    return "console-health";
  }

  HealthRing ring() {
    return ring;
  }

  Metrics metrics() {
    return metrics;
  }

  /** Returns the history, with how the parts are now. */
  StatusHistory history() {
    house.statuses().forEach(this::note);
    return history;
  }

  /** Takes sentences that speak of somebody out of the history; a part may say them anew. */
  int forget(Predicate<String> speaks) {
    return history.forget(speaks);
  }

  /** Returns whether threads wait for each other for good, as of the last look. */
  boolean deadlocked() {
    return deadlocked;
  }

  /** Takes what no event tells, and keeps what changed. */
  void beat() {
    ProcessMemory memory = ProcessMemory.now();
    ring.count(minute -> minute.memory(memory));
    deadlocked = ManagementFactory.getThreadMXBean().findDeadlockedThreads() != null;
    history().save();
  }

  /** Counts a request of the REST interface. */
  void request(String method, String route, int status, Duration took) {
    metrics.request(method, route, status, took);
    // 503 is an answer: not ready yet, or a room that this house does not have.
    boolean failed = status >= 500 && status != 503;
    ring.count(
        minute -> {
          minute.requests++;
          minute.failed += failed ? 1 : 0;
        });
  }

  @Override
  public void on(VestibuleEvent event) {
    if (event instanceof DuressSignalled) {
      return; // A silent alarm: a counter that moves would tell whoever reads along.
    }
    metrics.event(event.topic());
    ring.count(minute -> minute.events++);
    if (event instanceof StatusChanged change) {
      note(change.source(), change.status());
    } else if (event instanceof VisitClosed closed) {
      closed(closed.after());
    } else if (event instanceof DoorOrdered ordered) {
      synchronized (orders) {
        orders.put(ordered.orderId(), ordered.at());
      }
    } else if (event instanceof DoorAnswered answered) {
      answered(answered);
    }
  }

  private void note(String part, Status status) {
    boolean changed = history.note(part, status, clock.instant());
    if (changed
        && status != null
        && (status.state() == Status.State.DEGRADED
            || status.state() == Status.State.UNAVAILABLE)) {
      ring.count(minute -> minute.error(part));
    }
  }

  private void closed(VisitStory story) {
    metrics.closed(story);
    ring.count(
        minute -> {
          minute.visits++;
          story.waterfall().forEach(stage -> minute.stage(stage.stage(), stage.durationMicros()));
        });
  }

  private void answered(DoorAnswered answered) {
    Instant ordered;
    synchronized (orders) {
      ordered = orders.remove(answered.orderId());
    }
    // An order of before this console began is counted, and nobody knows how long it took.
    metrics.answered(
        answered.outcome(),
        Optional.ofNullable(ordered).map(at -> Duration.between(at, answered.at())));
  }
}
