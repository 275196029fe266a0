// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.vestibule.api.VestibuleException;
import org.vestibule.store.internal.database.Database;

/** The schema of the house in memory, with a disk that may be full. */
public final class MemoryDatabase implements Database {
  private final String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
  private final Fuse fuse;
  private volatile boolean full;
  private volatile boolean away;

  /** Makes the tables. */
  public MemoryDatabase(Fuse fuse) {
    this.fuse = fuse;
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        InputStream schema = Database.class.getResourceAsStream("migrations/V1__house.sql")) {
      statement.execute(new String(schema.readAllBytes(), StandardCharsets.UTF_8));
    } catch (SQLException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** From now on nothing more can be written, or it can again. */
  public void full(boolean now) {
    full = now;
  }

  /** From now on nothing can be read or written, or it can again. */
  public void away(boolean now) {
    away = now;
  }

  @Override
  public <T> T read(Work<T> work) throws VestibuleException {
    return run(work);
  }

  @Override
  public synchronized <T> T write(Work<T> work) throws VestibuleException {
    if (full) {
      throw new VestibuleException("storage-full", "the database", "full", "room", "Free some");
    }
    fuse.touch();
    T result = run(work);
    fuse.touch();
    return result;
  }

  private <T> T run(Work<T> work) throws VestibuleException {
    if (away) {
      throw new VestibuleException("storage-failed", "the database", "not open", "open", "Wait");
    }
    try (Connection connection = DriverManager.getConnection(url)) {
      connection.setAutoCommit(false);
      try {
        T result = work.on(connection);
        connection.commit();
        return result;
      } finally {
        connection.rollback();
      }
    } catch (SQLException e) {
      throw new VestibuleException("storage-failed", "the database", e.getMessage(), "-", "-", e);
    }
  }
}
