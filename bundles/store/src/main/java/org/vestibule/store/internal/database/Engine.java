// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.database;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.h2.jdbcx.JdbcDataSource;
import org.vestibule.api.VestibuleException;
import org.vestibule.store.internal.database.Database.Work;

/**
 * H2 on one file. H2 by itself forces nothing to the disk when it commits; here each transaction is
 * followed by {@code CHECKPOINT SYNC}, and with {@code WRITE_DELAY=0} nothing else writes: what was
 * acknowledged survives a loss of power, and between two transactions the file lies still. Nothing
 * is written over either ({@code RETENTION_TIME}, the longest there is): where H2 fills the gaps of
 * a file again, a process that is killed in the middle finds an older state at its next start. So
 * the file only grows, and is written anew by {@link HouseDatabase#shrink} and at each start. Reads
 * may come from many threads, writes from one at a time.
 */
final class Engine implements AutoCloseable {
  // No trace file: its lines would hold what a statement was given.
  private static final String SETTINGS =
      ";DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0;RETENTION_TIME=2147483647"
          + ";TRACE_LEVEL_FILE=0;TRACE_LEVEL_SYSTEM_OUT=0";
  private static final int MOST_IDLE = 8;

  private final JdbcDataSource source = new JdbcDataSource();
  private final boolean readOnly;
  private final Connection writer;
  private final Deque<Connection> idle = new ConcurrentLinkedDeque<>();

  /**
   * Opens a file that exists; an empty one becomes an empty database.
   *
   * @param scheme H2's file system: {@code retry} opens the file again when an interrupted thread
   *     has closed it
   */
  Engine(String scheme, Path file, boolean readOnly) throws SQLException {
    this.readOnly = readOnly;
    String path = file.toString();
    String name = path.substring(0, path.length() - StoreFolder.SUFFIX.length());
    source.setURL(
        "jdbc:h2:" + scheme + ":" + name + SETTINGS + (readOnly ? ";ACCESS_MODE_DATA=r" : ""));
    writer = source.getConnection();
    writer.setAutoCommit(false);
  }

  boolean readOnly() {
    return readOnly;
  }

  JdbcDataSource source() {
    return source;
  }

  <T> T read(Work<T> work) throws SQLException, VestibuleException {
    Connection connection = idle.pollFirst();
    if (connection == null) {
      connection = source.getConnection();
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.execute("set session characteristics as transaction isolation level snapshot");
      }
    }
    boolean good = false;
    try {
      T result = work.on(connection);
      good = true;
      return result;
    } catch (VestibuleException e) {
      good = true;
      throw e;
    } finally {
      giveBack(connection, good);
    }
  }

  private void giveBack(Connection connection, boolean good) throws SQLException {
    if (good && idle.size() < MOST_IDLE) {
      connection.rollback();
      idle.addFirst(connection);
    } else {
      // Closing is no more than a courtesy once something failed.
      Quiet.close(connection);
    }
  }

  /** Does the work in one transaction, which is on the disk when this returns. */
  <T> T write(Work<T> work) throws SQLException, VestibuleException {
    boolean done = false;
    try {
      T result = work.on(writer);
      writer.commit();
      sync();
      done = true;
      return result;
    } finally {
      if (!done) {
        Quiet.run(writer::rollback);
      }
    }
  }

  /** Writes something that means nothing: to see whether the disk takes it. */
  static Void touch(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("comment on schema public is '" + System.nanoTime() + "'");
      return null;
    }
  }

  private void sync() throws SQLException {
    try (Statement statement = writer.createStatement()) {
      statement.execute("checkpoint sync");
    }
    // The checkpoint begins a transaction of its own.
    writer.commit();
  }

  /** Closes at leisure: the file is made smaller, and whole. */
  void compact() {
    shutdown("shutdown compact");
  }

  /** Closes without a further word to a disk that no longer takes any. */
  void abandon() {
    shutdown("shutdown immediately");
  }

  @Override
  public void close() {
    shutdown("shutdown");
  }

  private void shutdown(String how) {
    Quiet.run(
        () -> {
          try (Statement statement = writer.createStatement()) {
            statement.execute(how);
          }
        });
    idle.forEach(Quiet::close);
    Quiet.close(writer);
  }
}
