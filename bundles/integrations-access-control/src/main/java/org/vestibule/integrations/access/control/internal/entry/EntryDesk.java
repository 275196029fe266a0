// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.entry;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.audit.AuditTrail;
import org.vestibule.api.door.DoorController;
import org.vestibule.api.event.EventPublisher;
import org.vestibule.api.rights.AccessRights;
import org.vestibule.integrations.access.control.internal.credential.CardBook;
import org.vestibule.integrations.access.control.internal.wiegand.CardBits;

/**
 * Lets people in by what readers read. Works on one thread of its own, from memory: readers are
 * never held up, and what waited too long opens nothing. Thread-safe.
 */
@Component(
    service = {},
    immediate = true)
public final class EntryDesk implements EntryListener {
  /** Reads that may wait. */
  private static final int MOST_WAITING = 64;

  private static final long CLOCK_MILLIS = 250;
  private static final Logger LOG = LoggerFactory.getLogger(EntryDesk.class);

  private final EntryRooms rooms = new EntryRooms();
  private final Map<String, Entrance> entrances = new HashMap<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final InstantSource wall;
  private final LongSupplier ticks;
  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(1, EntryDesk::thread);

  /** Made by the container. */
  public EntryDesk() {
    this(InstantSource.system(), System::nanoTime);
  }

  EntryDesk(InstantSource wall, LongSupplier ticks) {
    this.wall = wall;
    this.ticks = ticks;
  }

  @Activate
  void activate() {
    thread.scheduleWithFixedDelay(
        this::lookAtTheClock, CLOCK_MILLIS, CLOCK_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Deactivate
  void close() throws InterruptedException {
    thread.shutdown();
    thread.awaitTermination(2, TimeUnit.SECONDS);
  }

  @Override
  public void card(EntryPoint at, CardBits bits, long readNanos) {
    soon(at, entrance -> entrance.card(at, bits, readNanos));
  }

  @Override
  public void keys(EntryPoint at, String keys, long readNanos) {
    soon(at, entrance -> entrance.keys(at, keys, readNanos));
  }

  private void soon(EntryPoint at, Consumer<Entrance> work) {
    if (waiting.incrementAndGet() > MOST_WAITING) {
      waiting.decrementAndGet();
      LOG.warn("Reader {}: too much is being read, something was left out", at.name());
      return;
    }
    try {
      thread.execute(
          () -> {
            waiting.decrementAndGet();
            try {
              work.accept(
                  entrances.computeIfAbsent(
                      at.name(), name -> new Entrance(rooms, wall, ticks, this::follow)));
            } catch (RuntimeException | LinkageError e) {
              LOG.error("What was read at {} led to nothing", at.name(), e);
            }
          });
    } catch (RejectedExecutionException e) {
      waiting.decrementAndGet();
    }
  }

  /** Runs what follows an outcome; also during a stop, on the thread that brings it. */
  private void follow(Runnable work) {
    try {
      thread.execute(work);
    } catch (RejectedExecutionException e) {
      work.run();
    }
  }

  void lookAtTheClock() {
    try {
      entrances.values().forEach(Entrance::lookAtTheClock);
    } catch (RuntimeException | LinkageError e) {
      LOG.error("A reader's clock failed", e);
    }
  }

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void addSource(EntrySource source) {
    source.entries(this);
  }

  void removeSource(EntrySource source) {
    source.entries(null);
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void setCards(CardBook service) {
    rooms.cards = service;
  }

  void unsetCards(CardBook service) {
    if (rooms.cards == service) {
      rooms.cards = null;
    }
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void setRights(AccessRights service) {
    rooms.rights = service;
  }

  void unsetRights(AccessRights service) {
    if (rooms.rights == service) {
      rooms.rights = null;
    }
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void setDoors(DoorController service) {
    rooms.doors = service;
  }

  void unsetDoors(DoorController service) {
    if (rooms.doors == service) {
      rooms.doors = null;
    }
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void setAudit(AuditTrail service) {
    rooms.audit = service;
  }

  void unsetAudit(AuditTrail service) {
    if (rooms.audit == service) {
      rooms.audit = null;
    }
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void setEvents(EventPublisher service) {
    rooms.events = service;
  }

  void unsetEvents(EventPublisher service) {
    if (rooms.events == service) {
      rooms.events = null;
    }
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "vestibule-entry");
    thread.setDaemon(true);
    return thread;
  }
}
