// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the file becomes an open database. It is looked at before anything may write to it: one that
 * is broken is kept as evidence, one of a later version is left as it is, and where there was one
 * and is none, none is made.
 */
final class Opening {
  /** A database that is not opened. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    private final Trouble trouble;

    Refused(Trouble trouble, String sentence, Throwable cause) {
      super(sentence, cause);
      this.trouble = trouble;
    }

    Trouble trouble() {
      return trouble;
    }
  }

  private static final Logger LOG = LoggerFactory.getLogger(Opening.class);

  private final StoreFolder folder;
  private final String scheme;
  private final Clock clock;

  Opening(StoreFolder folder, String scheme, Clock clock) {
    this.folder = folder;
    this.scheme = scheme;
    this.clock = clock;
  }

  /**
   * Opens the database, makes it in a new house, or brings it up to date.
   *
   * @param fresh whether the file was just written anew; otherwise it is, before it is used
   */
  Engine open(boolean fresh) throws Refused {
    Path file = folder.database();
    try {
      if (Files.exists(file)) {
        upToDate(file, fresh);
      } else if (Files.exists(folder.founded())) {
        throw new Refused(
            Trouble.BROKEN,
            "There was a database and it is gone; restore a backup, or remove the file"
                + " store/founded to begin without people",
            null);
      } else {
        Files.deleteIfExists(folder.prepared());
        StoreFolder.own(folder.prepared());
        migrate(folder.prepared());
        folder.enthrone(folder.prepared());
      }
      folder.found();
      return new Engine(scheme, file, false);
    } catch (SQLException e) {
      throw refused(e);
    } catch (IOException e) {
      throw refused(new SQLException(e));
    }
  }

  /** Opens the database so that nothing is written. */
  Engine openToRead() throws Refused {
    try {
      return new Engine(scheme, folder.database(), true);
    } catch (SQLException e) {
      throw refused(e);
    }
  }

  private void upToDate(Path file, boolean fresh) throws SQLException, IOException, Refused {
    int version = examine(file);
    if (version > Schema.known()) {
      throw new Refused(
          Trouble.NEWER,
          "The database is of version "
              + version
              + " and this software knows "
              + Schema.known()
              + "; install the version that wrote it, nothing was changed",
          null);
    }
    if (version < Schema.known()) {
      copy(file);
      migrate(folder.prepared());
      folder.enthrone(folder.prepared());
    } else if (!fresh) {
      renew(file);
    }
  }

  /**
   * Writes the content into another file before H2 opens it: at its opening H2 fills the gaps that
   * an earlier run left, and a process that is killed in the middle of that finds an older state
   * next time. Without room for a copy the file is opened as it is.
   */
  private void renew(Path file) throws SQLException {
    try {
      copy(file);
      Snapshot.compact(folder.prepared());
      StoreFolder.own(folder.prepared());
      folder.enthrone(folder.prepared());
      folder.renewed();
    } catch (IOException e) {
      LOG.warn("The database is opened without being written anew: {}", e.toString());
    }
  }

  private void copy(Path file) throws IOException {
    Files.copy(file, folder.prepared(), StandardCopyOption.REPLACE_EXISTING);
    StoreFolder.own(folder.prepared());
  }

  /** Returns a file's version without writing to it. */
  int examine(Path file) throws SQLException {
    try (Engine engine = new Engine(scheme, file, true)) {
      return engine.read(Schema::of);
    } catch (org.vestibule.api.VestibuleException e) {
      throw new SQLException(e);
    }
  }

  /** Brings a file that nobody uses up to date. */
  void migrate(Path file) throws SQLException {
    try (Engine engine = new Engine(scheme, file, false)) {
      Schema.migrate(engine.source());
    }
    if (examine(file) != Schema.known()) {
      throw new SQLException("The tables are not up to date after all");
    }
  }

  private Refused refused(SQLException e) {
    Trouble trouble = Trouble.of(e);
    return switch (trouble) {
      case BROKEN -> new Refused(trouble, broken(), e);
      case IN_USE ->
          new Refused(trouble, "Another process has the database open; stop that one first", e);
      case FULL -> new Refused(trouble, "There is no room on the disk", e);
      case NEWER ->
          new Refused(
              trouble,
              "A later version of the database engine wrote the file; install that version,"
                  + " nothing was changed",
              e);
      default ->
          new Refused(trouble, "The database cannot be opened; look into the log and the disk", e);
    };
  }

  private String broken() {
    try {
      Path aside = folder.keepAside(clock);
      return "The database was broken and is kept as store/"
          + aside.getFileName()
          + "; restore a backup, until then the house goes on without people";
    } catch (IOException e) {
      return "The database is broken and could not even be moved aside; look at the disk";
    }
  }
}
