// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.database;

import java.sql.Connection;
import java.sql.SQLException;
import org.vestibule.api.VestibuleException;

/**
 * The one database of this gateway. Bytes that mean something to a person come here sealed. A
 * service of this bundle only. Thread-safe.
 */
public interface Database {
  /**
   * Reads, in one snapshot.
   *
   * @throws VestibuleException {@code storage-failed}, or what the work throws
   */
  <T> T read(Work<T> work) throws VestibuleException;

  /**
   * Writes in one transaction: all of it is on the disk when this returns, or none of it.
   *
   * @throws VestibuleException {@code storage-full}, {@code storage-failed}, or what the work
   *     throws
   */
  <T> T write(Work<T> work) throws VestibuleException;

  /** What is done with a connection, which the database opens, commits and closes. */
  @FunctionalInterface
  interface Work<T> {
    /** Does it. */
    T on(Connection connection) throws SQLException, VestibuleException;
  }

  /**
   * Whoever holds something of the database in memory. Registered as a service; told after a
   * restore has put another content in place, before the restore is reported as done. The database
   * can be used meanwhile, so that whoever is told may take their own locks.
   */
  interface Follower {
    /** Reads everything anew. */
    void contentReplaced();
  }
}
