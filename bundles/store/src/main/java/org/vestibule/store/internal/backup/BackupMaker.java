// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.store.Backups.Backup;
import org.vestibule.api.store.HouseSeal;
import org.vestibule.store.internal.database.HouseDatabase;
import org.vestibule.store.internal.database.Snapshot;
import org.vestibule.store.internal.database.StoreFolder;

/** Makes one backup of a database that is in use. Not thread-safe. */
final class BackupMaker {
  private final Path data;
  private final HouseDatabase database;
  private final HouseSeal seal;
  private final House house;
  private final BackupFolder folder;
  private final Clock clock;

  BackupMaker(
      Path data,
      HouseDatabase database,
      HouseSeal seal,
      House house,
      BackupFolder folder,
      Clock clock) {
    this.data = data;
    this.database = database;
    this.seal = seal;
    this.house = house;
    this.folder = folder;
    this.clock = clock;
  }

  /** Copies the database between two transactions, makes the copy small, and signs for it. */
  Backup make() throws VestibuleException, IOException {
    Path copy = database.folder().prepared();
    Files.deleteIfExists(copy);
    StoreFolder.own(copy);
    try {
      database.still(
          file -> {
            // The copy, the copy made small, and the zip.
            database.demandRoom(3 * Files.size(file));
            return Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
          });
      StoreFolder.own(copy);
      Snapshot.compact(copy);
      return pack(copy, Snapshot.look(copy));
    } catch (SQLException e) {
      throw new IOException("The copy of the database does not open", e);
    } finally {
      Files.deleteIfExists(copy);
    }
  }

  private Backup pack(Path copy, Snapshot snapshot) throws VestibuleException, IOException {
    Instant madeAt = clock.instant();
    Path unfinished = folder.unfinished();
    try {
      try (Writing zip = new Writing(unfinished)) {
        zip.add(Manifest.DATABASE, copy, Files.size(copy));
        long lines = house.auditLines();
        Path audit = data.resolve("audit").resolve("audit.jsonl");
        if (Files.exists(audit)) {
          zip.add(Manifest.AUDIT, audit, AuditEnd.of(audit, lines));
        }
        Path key = data.resolve("trust").resolve("house.pub");
        if (Files.exists(key)) {
          zip.add(Manifest.KEY, key, Files.size(key));
        }
        byte[] manifest =
            new Manifest(madeAt, snapshot.schema(), snapshot.people(), lines, zip.entries())
                .bytes();
        zip.add(Manifest.NAME, manifest);
        zip.add(Manifest.SIGNATURE, seal.sign("backup", manifest));
      }
      Path file = folder.finish(unfinished, madeAt);
      return new Backup(file, madeAt, Files.size(file), snapshot.schema(), snapshot.people());
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }
}
