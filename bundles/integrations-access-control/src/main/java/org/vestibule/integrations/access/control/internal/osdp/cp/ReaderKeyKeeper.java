// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp.cp;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.audit.AuditTrail;

/**
 * Carries one reader's key between the vault and the line's thread, which never waits for a disk. A
 * new key is audited and kept before it is sent. Thread-safe.
 */
final class ReaderKeyKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(ReaderKeyKeeper.class);

  private final String name;
  private final PolledReader polled;
  private final PollThread line;
  private final KeyRoom room;
  private final Consumer<Boolean> keyed;
  private volatile boolean unread;

  /**
   * @param keyed is told whether a key is kept
   */
  ReaderKeyKeeper(
      String name, PolledReader polled, PollThread line, KeyRoom room, Consumer<Boolean> keyed) {
    this.name = name;
    this.polled = polled;
    this.line = line;
    this.room = room;
    this.keyed = keyed;
  }

  /** Reads the key and gives it to the line's thread. */
  void read() {
    unread = true;
    room.thread().execute(this::readNow);
  }

  /** Reads it once more, if that failed. */
  void retry() {
    if (unread) {
      readNow();
    }
  }

  private void readNow() {
    try {
      Optional<byte[]> kept = room.keys().get(name);
      unread = false;
      keyed.accept(kept.isPresent());
      line.post(
          now -> {
            polled.key(kept.orElse(null), now);
            kept.ifPresent(key -> Arrays.fill(key, (byte) 0));
          });
    } catch (VestibuleException | RuntimeException | LinkageError e) {
      String why = "its key cannot be read: " + e.getMessage();
      line.post(now -> polled.keyUnreadable(why, now));
    }
  }

  /** Keeps a new key, and only then lets it be sent. */
  void store(byte[] key) {
    room.thread()
        .execute(
            () -> {
              try {
                audit("reader-key-sent");
                room.keys().put(name, key);
                keyed.accept(true);
                line.post(
                    now -> {
                      polled.keyStored(key, now);
                      Arrays.fill(key, (byte) 0);
                    });
              } catch (VestibuleException | RuntimeException | LinkageError e) {
                Arrays.fill(key, (byte) 0);
                LOG.warn("Reader {} gets no key: {}", name, e.getMessage());
                line.post(polled::closeWindow);
              }
            });
  }

  /** The reader works under its new key. */
  void proven() {
    room.thread()
        .execute(
            () -> {
              try {
                audit("reader-key-set");
              } catch (VestibuleException e) {
                LOG.error("Reader {} has a new key; not in the audit: {}", name, e.getMessage());
              }
            });
  }

  private void audit(String action) throws VestibuleException {
    AuditTrail trail = room.audit().get();
    if (trail == null) {
      throw new VestibuleException(
          "audit-unwritable",
          "key of reader " + name,
          "no audit is here",
          "an audit trail that can be written",
          "Start the core bundle.");
    }
    trail.record("reader:" + name, action, Map.of("reader", name));
  }
}
