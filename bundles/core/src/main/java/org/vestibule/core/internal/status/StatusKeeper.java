// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.status;

import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.vestibule.api.event.EventPublisher;
import org.vestibule.api.event.StatusChanged;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.StatusBoard;
import org.vestibule.api.status.StatusSource;
import org.vestibule.core.internal.Threads;
import org.vestibule.core.internal.Whiteboard;

/** Asks every source about once a second and tells what changed. Thread-safe; never blocks. */
@Component(service = StatusBoard.class, immediate = true)
public final class StatusKeeper implements StatusBoard {
  private final EventPublisher events;
  private final NavigableMap<Long, Watched> sources = new ConcurrentSkipListMap<>();
  // At most one thread for each source: a source is never asked twice at a time.
  private final ExecutorService workers = Executors.newCachedThreadPool(Threads.named("status"));
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(Threads.named("status-clock"));
  private Whiteboard<StatusSource> whiteboard;

  /** Starts asking, and looks for sources: some of them need this board. */
  @Activate
  public StatusKeeper(@Reference EventPublisher events, BundleContext context) {
    this(events);
    whiteboard = new Whiteboard<>(context, StatusSource.class, this::join, this::leave);
  }

  StatusKeeper(EventPublisher events) {
    this.events = events;
    clock.scheduleWithFixedDelay(this::poll, 1, 1, TimeUnit.SECONDS);
  }

  @Deactivate
  void stop() throws InterruptedException {
    if (whiteboard != null) {
      whiteboard.close();
    }
    clock.shutdownNow();
    workers.shutdownNow();
  }

  /** Adds a source, and asks it for the first time. */
  void join(StatusSource source, Long id) {
    Watched watched = new Watched(source, id, System::nanoTime, this::changed);
    sources.put(id, watched);
    watched.ask(workers);
  }

  /** Removes a source; where nobody took its place its status is gone. */
  void leave(Long id) {
    Watched watched = sources.remove(id);
    if (watched == null) {
      return;
    }
    watched.leave();
    boolean replaced = sources.values().stream().anyMatch(w -> w.name().equals(watched.name()));
    if (!replaced && watched.last() != null) {
      changed(watched.name(), null);
    }
  }

  /** Asks every source once. */
  void poll() {
    sources.values().forEach(watched -> watched.ask(workers));
  }

  @Override
  public Map<String, Status> all() {
    Map<String, Status> all = new TreeMap<>();
    // By service id, so that the newer of two instances speaks while one replaces the other.
    for (Watched watched : sources.values()) {
      if (watched.last() != null) {
        all.put(watched.name(), watched.last());
      }
    }
    return all;
  }

  @Override
  public boolean ready() {
    Map<String, Status> all = all();
    return !all.isEmpty() && all.values().stream().allMatch(StatusKeeper::works);
  }

  /** What drifts works as before; a person should look at it, and the house does not wait. */
  private static boolean works(Status status) {
    return status.state() == Status.State.READY
        || status.state() == Status.State.STOPPED
        || status.cause() == Status.Cause.DRIFT;
  }

  private void changed(String name, Status status) {
    events.publish(new StatusChanged(Instant.now(), name, status));
  }
}
