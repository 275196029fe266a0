// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.database;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.vestibule.api.VestibuleException;

/**
 * Room on the disk that people's data leave to what must never fail: the audit, the log. Knows
 * whether the disk was full when it was last written to. Thread-safe.
 */
public final class Reserve {
  /** How much room there is on the disk. */
  @FunctionalInterface
  public interface Room {
    /** Asks the disk; in bytes. */
    long usable() throws IOException;
  }

  private final Room room;
  private volatile long bytes;
  private volatile boolean full;

  /**
   * @param bytes that stay free
   */
  public Reserve(Room room, long bytes) {
    this.room = room;
    this.bytes = bytes;
  }

  /**
   * Returns the reserve of the disk that a folder lies on. A {@link java.nio.file.FileStore} would
   * be looked up in the table of mounts each time, which is more work than a batch of the outbox.
   *
   * @param bytes that stay free
   */
  public static Reserve of(Path folder, long bytes) {
    File here = folder.toFile();
    return new Reserve(() -> usable(here), bytes);
  }

  private static long usable(File folder) throws IOException {
    long usable = folder.getUsableSpace();
    // It says 0 for a full disk and for a folder that is gone.
    return usable > 0 ? usable : Files.getFileStore(folder.toPath()).getUsableSpace();
  }

  /** Changes how many bytes stay free. */
  public void bytes(long more) {
    bytes = more;
  }

  /**
   * Refuses what would not leave the reserve.
   *
   * @param beside bytes that are about to be written beside the usual
   * @throws VestibuleException {@code storage-full}
   */
  public void demand(long beside) throws VestibuleException {
    if (!roomy(beside)) {
      full = true;
      throw Trouble.full(Optional.empty());
    }
  }

  /** Returns whether a write is worth a try: the disk was not full, or is no longer. */
  boolean mayWrite() {
    return !full || roomy(0);
  }

  boolean isFull() {
    return full;
  }

  void full() {
    full = true;
  }

  void wrote() {
    full = false;
  }

  private boolean roomy(long beside) {
    try {
      return room.usable() - beside >= bytes;
    } catch (IOException e) {
      // The write itself will tell.
      return true;
    }
  }
}
