// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.status.Status;

/**
 * Which engine there is, or why there is none. Everything that changes it is called by one thread
 * at a time, while nobody uses the engine; the rest is read by anybody.
 */
final class Tenure {
  private static final Logger LOG = LoggerFactory.getLogger(Tenure.class);

  private final StoreFolder folder;
  private final String scheme;
  private final Clock clock;
  private final Opening opening;
  private Optional<StoreLock> lock = Optional.empty();
  private volatile Engine engine;
  private volatile boolean doubtful;
  private volatile boolean closed;
  private boolean fresh;
  private volatile Optional<Opening.Refused> refused = Optional.empty();

  Tenure(StoreFolder folder, String scheme, Clock clock) {
    this.folder = folder;
    this.scheme = scheme;
    this.clock = clock;
    this.opening = new Opening(folder, scheme, clock);
  }

  /** Returns whether the engine may be used as it is. */
  boolean fits(boolean forWriting) {
    Engine current = engine;
    return current != null && !doubtful && !(forWriting && current.readOnly());
  }

  /** Returns whether another try to open is of no use. */
  boolean hopeless() {
    return closed
        || refused
            .filter(why -> why.trouble() == Trouble.BROKEN || why.trouble() == Trouble.NEWER)
            .isPresent();
  }

  boolean readOnly() {
    Engine current = engine;
    return current != null && current.readOnly();
  }

  /** The engine failed: it is opened again before the next use. */
  void doubt() {
    doubtful = true;
  }

  Engine engine() throws VestibuleException {
    Engine current = engine;
    if (current == null) {
      throw unopened();
    }
    return current;
  }

  /** Opens, or opens again. */
  void open(boolean onlyToRead) {
    drop();
    if (closed) {
      return;
    }
    try {
      takeLock();
      engine = onlyToRead ? opening.openToRead() : openOrRead();
      refused = Optional.empty();
    } catch (Opening.Refused e) {
      LOG.error("No database: {} ({})", e.getMessage(), String.valueOf(e.getCause()));
      refused = Optional.of(e);
    }
  }

  private Engine openOrRead() throws Opening.Refused {
    try {
      return opening.open(fresh);
    } catch (Opening.Refused e) {
      if (e.trouble() == Trouble.FULL && Files.exists(folder.database())) {
        return opening.openToRead();
      }
      throw e;
    }
  }

  private void takeLock() throws Opening.Refused {
    try {
      if (lock.isEmpty()) {
        lock = StoreLock.take(folder.lock());
        if (lock.isPresent()) {
          // What a crash left of a copy holds rows that may have been erased since.
          Files.deleteIfExists(folder.prepared());
          Files.deleteIfExists(folder.shrunk());
        }
      }
    } catch (IOException e) {
      throw new Opening.Refused(Trouble.LOST, "The folder store cannot be locked", e);
    }
    if (lock.isEmpty()) {
      throw new Opening.Refused(
          Trouble.IN_USE, "Another gateway has this data folder open; stop that one first", null);
    }
  }

  private void drop() {
    Engine current = engine;
    engine = null;
    if (current == null) {
      return;
    }
    if (doubtful || current.readOnly()) {
      current.abandon();
    } else {
      current.close();
    }
    doubtful = false;
  }

  /** Lets another file follow: brought up to date, reconciled with this one, put in its place. */
  <T> T prepare(Path prepared, Succession<T> succession) throws SQLException, VestibuleException {
    if (opening.examine(prepared) < Schema.known()) {
      opening.migrate(prepared);
    }
    try (Engine next = new Engine(scheme, prepared, false)) {
      Engine present = engine;
      return next.write(
          after ->
              present == null
                  ? succession.reconcile(Optional.empty(), after)
                  : present.read(before -> succession.reconcile(Optional.of(before), after)));
    }
  }

  /** Puts the prepared file in the place of this one, and opens it. */
  void succeed(Path prepared) throws IOException {
    boolean unreadable = engine == null;
    drop();
    if (unreadable && Files.exists(folder.database())) {
      folder.keepAside(clock);
    }
    folder.enthrone(prepared);
    fresh = true;
    open(false);
    fresh = false;
  }

  Status status(boolean full, boolean damaged) {
    Optional<Opening.Refused> why = refused;
    if (why.isPresent()) {
      return Status.unavailable(Status.Cause.STORAGE, why.get().getMessage());
    }
    if (damaged) {
      return Status.degraded(
          Status.Cause.STORAGE, "A part of the database is broken; restore a backup");
    }
    if (full || readOnly()) {
      return Status.degraded(
          Status.Cause.STORAGE,
          "There is no room on the disk: nothing new about people is kept; doors are not concerned");
    }
    return fits(true)
        ? Status.ready("The database is open")
        : Status.starting("The database is being opened");
  }

  void close() throws IOException {
    closed = true;
    drop();
    if (lock.isPresent()) {
      lock.get().close();
    }
  }

  VestibuleException unopened() {
    return refused
        .map(
            why ->
                why.trouble() == Trouble.FULL
                    ? Trouble.full(Optional.of(why))
                    : Trouble.failed(why.getMessage(), "See the status of the store", why))
        .orElseGet(() -> Trouble.failed("it is closed", "Start the gateway again", null));
  }
}
