// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Says whose the folder is. A file of its own: POSIX forgets a process's lock as soon as any copy
 * of the locked file is closed in it, and a backup opens the database's file.
 */
public final class StoreLock implements AutoCloseable {
  private final FileChannel channel;

  private StoreLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Takes the lock; empty if somebody else has it. */
  public static Optional<StoreLock> take(Path file) throws IOException {
    StoreFolder.own(file);
    FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return Optional.of(new StoreLock(channel));
      }
    } catch (OverlappingFileLockException e) {
      // Another part of this process has it, which is as good as another process.
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    channel.close();
    return Optional.empty();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
