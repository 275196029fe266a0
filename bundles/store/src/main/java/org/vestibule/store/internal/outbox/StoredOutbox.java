// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.outbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.event.EventListener;
import org.vestibule.api.event.VestibuleEvent;
import org.vestibule.api.outbox.Outbox;
import org.vestibule.api.people.Person;
import org.vestibule.api.privacy.PersonalDataHolder;
import org.vestibule.api.status.Status;
import org.vestibule.store.internal.database.Reserve;
import org.vestibule.store.internal.database.StoreFolder;
import org.vestibule.store.internal.database.StoreLock;
import org.vestibule.store.internal.vault.SubjectVault;

/** The outbox of a data folder with its parts, without a container. Thread-safe. */
public final class StoredOutbox implements EventListener, SubjectVault.Follower, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StoredOutbox.class);

  /** How long an event may wait for room in memory while the disk takes what is there. */
  private static final long PATIENCE_MILLIS = 1000;

  private static final long LOOK_SECONDS = 5;

  private final Path folder;
  private final SegmentFolder segments;
  private final Stock stock;
  private final HouseOutbox outbox;
  private final HeldMessages held;
  private final OutboxStatus status;
  private final EventEntries entries;
  private final Scribe scribe;
  private final ScheduledExecutorService look =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "vestibule-outbox-look");
            thread.setDaemon(true);
            return thread;
          });
  private StoreLock lock;
  private boolean running;
  private boolean ended;

  /**
   * Takes the folder {@code store/outbox}; nothing is written before {@link #start}.
   *
   * @param data the gateway's data folder
   * @param people returns everybody who is known, to find whose a name is
   */
  public StoredOutbox(
      Path data,
      SubjectVault vault,
      Supplier<? extends Iterable<Person>> people,
      Reserve reserve,
      Clock clock) {
    this(data, vault, people, reserve, clock, OutboxDisk.REAL);
  }

  StoredOutbox(
      Path data,
      SubjectVault vault,
      Supplier<? extends Iterable<Person>> people,
      Reserve reserve,
      Clock clock,
      OutboxDisk disk) {
    folder = data.resolve("store").resolve("outbox").toAbsolutePath().normalize();
    segments = new SegmentFolder(folder, disk);
    Sinks sinks = new Sinks(new SinkFile(folder, disk));
    stock = new Stock(segments, new SegmentKeys(vault), sinks, reserve, clock);
    outbox = new HouseOutbox(stock, folder.resolve("dead"), vault, disk, clock);
    held = new HeldMessages(stock, outbox, segments);
    status = new OutboxStatus(outbox, stock, clock);
    entries = new EventEntries(new NameIds(people));
    scribe = new Scribe(stock);
  }

  /** Opens what is in the folder, and goes on trying where it cannot be opened yet. */
  public void start() {
    look();
    look.scheduleWithFixedDelay(this::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
  }

  /** Takes the folder as soon as nobody else has it, and counts what is broken. */
  private synchronized void look() {
    try {
      if (!running && !ended) {
        StoreFolder.ownFolder(folder.getParent());
        StoreFolder.ownFolder(folder);
        Optional<StoreLock> taken = StoreLock.take(folder.resolve("lock"));
        if (taken.isEmpty()) {
          status.closed("Another process has the folder store/outbox. Stop it");
          return;
        }
        lock = taken.get();
        stock.recover();
        scribe.start();
        running = true;
        status.closed("");
      }
      if (Files.isDirectory(folder)) {
        status.broken(segments.files(SegmentFolder.BROKEN).size());
      }
    } catch (IOException e) {
      LOG.warn("The outbox cannot be opened: {}", e.toString());
      status.closed("The folder store/outbox cannot be read. Check the disk; it is tried again");
      release();
    }
  }

  private void release() {
    if (lock != null && !running) {
      try {
        lock.close();
      } catch (IOException e) {
        LOG.debug("Not released", e);
      }
      lock = null;
    }
  }

  /** Takes a configuration; one that is refused changes nothing. */
  public void configure(Map<String, ?> properties) {
    try {
      stock.settings(OutboxSettings.of(properties));
      status.refused("");
    } catch (VestibuleException e) {
      LOG.warn("Configuration refused, the last good one stays: {}", e.getMessage());
      status.refused(e.getMessage());
    }
  }

  /** Returns what sinks read. */
  public Outbox outbox() {
    return outbox;
  }

  /** Returns what is held of people. */
  public PersonalDataHolder held() {
    return held;
  }

  /** Returns how it is. */
  public Status status() {
    return status.now();
  }

  @Override
  public String name() {
    return "outbox";
  }

  @Override
  public void on(VestibuleEvent event) {
    if (!stock.wanted(event.topic())) {
      return;
    }
    Optional<Fresh> entry = entries.of(event);
    if (entry.isPresent()) {
      try {
        stock.offer(entry.get(), PATIENCE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void vaultOpened() {
    scribe.wake();
  }

  @Override
  public void vaultLocked() {
    outbox.lock();
  }

  Stock stock() {
    return stock;
  }

  /** Writes what waits, notes how far everybody is, and lets go of the folder. */
  @Override
  public void close() {
    look.shutdownNow();
    outbox.close();
    synchronized (this) {
      ended = true;
      if (running) {
        scribe.close();
        stock.close();
        running = false;
      }
      release();
    }
  }
}
