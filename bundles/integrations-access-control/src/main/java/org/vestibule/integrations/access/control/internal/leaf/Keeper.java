// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.leaf;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.door.DoorId;
import org.vestibule.integrations.access.control.internal.Threads;

/**
 * Writes the leaves' file on a thread of its own: the newest state only, however many came while
 * the disk was busy. Thread-safe.
 */
final class Keeper {
  private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);
  private static final long RETRY_SECONDS = 5;
  private static final long PATIENCE_SECONDS = 2;

  private record State(Moment at, Map<DoorId, KeptLeaf> leaves) {}

  private final Path path;
  private final LeafFile file;
  private final AtomicReference<State> newest = new AtomicReference<>();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(Threads.named("vestibule-door-keeper"));
  private volatile String trouble;

  Keeper(Path path) {
    this.path = path;
    this.file = new LeafFile(path);
  }

  /** Returns what was kept; nothing when it cannot be read, which is said in the status. */
  Map<DoorId, KeptLeaf> read() {
    try {
      return file.read(Moment.now());
    } catch (IOException e) {
      trouble = "What stood open before the start is not known: " + path + " is " + e.getMessage();
      LOG.warn(trouble);
      return Map.of();
    }
  }

  /** Writes the state soon; returns at once. */
  void keep(Map<DoorId, KeptLeaf> leaves) {
    if (newest.getAndSet(new State(Moment.now(), Map.copyOf(leaves))) == null) {
      thread.execute(this::write);
    }
  }

  Optional<String> trouble() {
    return Optional.ofNullable(trouble);
  }

  /** Writes what is left to write. */
  void close() throws InterruptedException {
    thread.shutdown();
    thread.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
    thread.shutdownNow();
  }

  private void write() {
    State state = newest.getAndSet(null);
    if (state == null) {
      return;
    }
    try {
      file.write(state.at(), state.leaves());
      trouble = null;
    } catch (IOException | RuntimeException e) {
      if (trouble == null) {
        LOG.warn("What stands open is not kept for a restart: {}", e.toString());
      }
      trouble = "What stands open would not survive a restart: " + path + " cannot be written";
      if (newest.compareAndSet(null, state) && !thread.isShutdown()) {
        thread.schedule(this::write, RETRY_SECONDS, TimeUnit.SECONDS);
      }
    }
  }
}
