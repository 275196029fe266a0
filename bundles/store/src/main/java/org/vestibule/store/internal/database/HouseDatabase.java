// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.status.Status;

/**
 * The database of a folder. Opened at its first use and again after a failure; on a full disk it
 * still reads. Thread-safe: many read, one writes; a transaction must not hold another.
 */
public final class HouseDatabase implements Database, AutoCloseable {
  private static final int GROWN = 4;

  /** H2 keeps what was written over for 24 days at most. */
  private static final Duration WEEK = Duration.ofDays(7);

  private final StoreFolder folder;
  private final Reserve reserve;
  private final Tenure tenure;
  // Whoever changes which engine there is holds both, this one first.
  private final ReentrantLock writer = new ReentrantLock();
  private final ReentrantReadWriteLock content = new ReentrantReadWriteLock();
  private volatile boolean damaged;
  private volatile long shrunk;

  /**
   * @param scheme H2's file system, {@code retry} in a house
   * @param reserve the room on the disk that a write leaves free
   */
  public HouseDatabase(StoreFolder folder, String scheme, Clock clock, Reserve reserve) {
    this.folder = folder;
    this.reserve = reserve;
    this.tenure = new Tenure(folder, scheme, clock);
  }

  /** Returns where it lies. */
  public StoreFolder folder() {
    return folder;
  }

  @Override
  public <T> T read(Work<T> work) throws VestibuleException {
    boolean interrupted = Thread.interrupted();
    try {
      if (content.getReadHoldCount() == 0) {
        demand(false);
      }
      content.readLock().lock();
      try {
        return tenure.engine().read(work);
      } finally {
        content.readLock().unlock();
      }
    } catch (SQLException e) {
      throw failed(e);
    } finally {
      resume(interrupted);
    }
  }

  @Override
  public <T> T write(Work<T> work) throws VestibuleException {
    if (writer.isHeldByCurrentThread() || content.getReadHoldCount() > 0) {
      throw new IllegalStateException("a transaction within another");
    }
    // An interrupted thread would close the file under everybody.
    boolean interrupted = Thread.interrupted();
    writer.lock();
    try {
      reserve.demand(0);
      demand(true);
      T result = tenure.engine().write(work);
      reserve.wrote();
      return result;
    } catch (SQLException e) {
      throw failed(e);
    } finally {
      writer.unlock();
      resume(interrupted);
    }
  }

  /** Lets nobody write while something is done with the file; reading goes on. */
  public <T> T still(FileWork<T> work) throws VestibuleException, IOException {
    writer.lock();
    try {
      demand(false);
      tenure.engine();
      return work.on(folder.database());
    } finally {
      writer.unlock();
    }
  }

  /**
   * Puts another file in the place of this database. A crash at whatever point leaves the one or
   * the other, never a mixture.
   *
   * @param prepared in the same folder; gone afterwards
   */
  public <T> T replace(Path prepared, Succession<T> succession)
      throws VestibuleException, IOException {
    writer.lock();
    try {
      reserve.demand(0);
      if (!tenure.hopeless()) {
        demand(false);
      }
      T result = tenure.prepare(prepared, succession);
      content.writeLock().lock();
      try {
        tenure.succeed(prepared);
      } finally {
        content.writeLock().unlock();
      }
      damaged = false;
      tenure.engine();
      return result;
    } catch (SQLException e) {
      throw failed(e);
    } finally {
      writer.unlock();
    }
  }

  /**
   * Puts a copy that is as small as its content in the place of a file that has grown to four times
   * what it was after the last time, or that is a week old: within the file nothing is written
   * over. Nobody writes meanwhile; whoever reads waits for the moment of the change.
   *
   * @param least bytes below which a file may grow
   * @return whether it was done
   */
  public boolean shrink(long least) throws VestibuleException, IOException {
    writer.lock();
    try {
      if (!tenure.fits(true)
          || Files.size(folder.database()) < Math.max(least, GROWN * shrunk)
              && !folder.aged(WEEK)) {
        return false;
      }
      rewrite(folder.shrunk());
      shrunk = Files.size(folder.database());
      return true;
    } catch (SQLException e) {
      throw failed(e);
    } finally {
      writer.unlock();
    }
  }

  private void rewrite(Path small) throws VestibuleException, IOException, SQLException {
    try {
      reserve.demand(2 * Files.size(folder.database()));
      Files.copy(folder.database(), small, StandardCopyOption.REPLACE_EXISTING);
      Snapshot.compact(small);
      // H2 has made another file of it, which everybody could read.
      StoreFolder.own(small);
      replace(small, (present, next) -> null);
      folder.renewed();
    } finally {
      Files.deleteIfExists(small);
    }
  }

  /**
   * Refuses what would not leave enough room on the disk.
   *
   * @param bytes that are about to be written beside the usual
   * @throws VestibuleException {@code storage-full}
   */
  public void demandRoom(long bytes) throws VestibuleException {
    reserve.demand(bytes);
  }

  /** Returns whether there is no database that can be read, and another try is of no use. */
  public boolean unreadable() {
    return tenure.hopeless();
  }

  /** Opens what can be opened now: after a failure, and as soon as a full disk has room again. */
  public void recover() throws VestibuleException {
    if (!tenure.hopeless() && reserve.mayWrite()) {
      demand(true);
      if (reserve.isFull()) {
        // What the disk says of its room is no proof; only a write is.
        write(Engine::touch);
      }
    }
  }

  private void demand(boolean forWriting) throws VestibuleException {
    if (tenure.fits(forWriting)) {
      return;
    }
    if (tenure.hopeless()) {
      throw tenure.unopened();
    }
    writer.lock();
    content.writeLock().lock();
    try {
      if (!tenure.fits(forWriting) && !tenure.hopeless()) {
        tenure.open(!reserve.mayWrite());
        // What is opened was just written anew: it is not written once more at the first look.
        shrunk = folder.database().toFile().length();
      }
    } finally {
      content.writeLock().unlock();
      writer.unlock();
    }
    if (!tenure.fits(forWriting)) {
      throw tenure.readOnly() ? Trouble.full(Optional.empty()) : tenure.unopened();
    }
  }

  private VestibuleException failed(SQLException e) {
    Trouble trouble = Trouble.of(e);
    if (trouble == Trouble.FULL) {
      reserve.full();
    }
    if (trouble == Trouble.FULL || trouble == Trouble.LOST) {
      tenure.doubt();
    }
    damaged |= trouble == Trouble.BROKEN;
    return trouble.refusal(e);
  }

  private static void resume(boolean interrupted) {
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns how it is; cheap. */
  public Status status() {
    return tenure.status(reserve.isFull(), damaged);
  }

  @Override
  public void close() throws IOException {
    writer.lock();
    content.writeLock().lock();
    try {
      tenure.close();
    } finally {
      content.writeLock().unlock();
      writer.unlock();
    }
  }
}
