// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.store.Backups;
import org.vestibule.api.store.HouseSeal;
import org.vestibule.store.internal.database.HouseDatabase;
import org.vestibule.store.internal.database.Schema;
import org.vestibule.store.internal.database.Snapshot;
import org.vestibule.store.internal.database.StoreFolder;
import org.vestibule.store.internal.vault.SubjectVault;

/** Makes backups of a database, and puts one in its place. Thread-safe; one at a time. */
public final class HouseBackups implements Backups {
  private static final Logger LOG = LoggerFactory.getLogger(HouseBackups.class);

  private final HouseDatabase database;
  private final SubjectVault vault;
  private final HouseSeal seal;
  private final House house;
  private final IntSupplier keep;
  private final Clock clock;
  private final BackupFolder folder;
  private final BackupMaker maker;
  private final ReentrantLock one = new ReentrantLock();

  /**
   * @param data the gateway's data folder
   * @param keep how many backups are kept; the oldest goes
   */
  public HouseBackups(
      Path data,
      HouseDatabase database,
      SubjectVault vault,
      HouseSeal seal,
      House house,
      IntSupplier keep,
      Clock clock) {
    this.database = database;
    this.vault = vault;
    this.seal = seal;
    this.house = house;
    this.keep = keep;
    this.clock = clock;
    this.folder = new BackupFolder(data);
    this.maker = new BackupMaker(data, database, seal, house, folder, clock);
  }

  /** What is done while no other backup is made or restored. */
  private interface Work<T> {
    T run() throws VestibuleException, IOException;
  }

  private <T> T alone(Work<T> work) throws VestibuleException {
    if (!one.tryLock()) {
      throw Refusals.running();
    }
    try {
      return work.run();
    } catch (IOException e) {
      database.demandRoom(0);
      throw Refusals.failed(e);
    } finally {
      one.unlock();
    }
  }

  @Override
  public Backup make() throws VestibuleException {
    return alone(
        () -> {
          Backup made = maker.make();
          folder.keep(keep.getAsInt(), made.file());
          house.audit("backup-made", made);
          return made;
        });
  }

  @Override
  public List<Backup> list() {
    List<Backup> all = new ArrayList<>();
    try {
      for (Path file : folder.list()) {
        try (Reading reading = Reading.unchecked(file)) {
          all.add(backup(file, reading.manifest()));
        } catch (VestibuleException e) {
          LOG.warn("Not listed: {}", e.getMessage());
        }
      }
    } catch (IOException e) {
      LOG.warn("The folder backups cannot be read", e);
    }
    return all;
  }

  /** Removes backups that are older; returns how many. */
  int removeBefore(Instant oldest) throws VestibuleException {
    return alone(
        () -> {
          int removed = 0;
          for (Backup each : list()) {
            if (each.madeAt().isBefore(oldest)) {
              Files.delete(each.file());
              removed++;
            }
          }
          return removed;
        });
  }

  @Override
  public Backup check(Path file) throws VestibuleException {
    return alone(
        () -> {
          try {
            return extract(file);
          } finally {
            Files.deleteIfExists(database.folder().prepared());
          }
        });
  }

  /** Checks a backup; its database then lies prepared. */
  private Backup extract(Path file) throws VestibuleException, IOException {
    Path prepared = database.folder().prepared();
    try (Reading reading = Reading.of(file, publicKey())) {
      database.demandRoom(reading.manifest().entries().get(Manifest.DATABASE).bytes());
      Files.deleteIfExists(prepared);
      StoreFolder.own(prepared);
      reading.extract(prepared);
      Snapshot snapshot = Snapshot.look(prepared);
      if (snapshot.schema() == 0) {
        throw Refusals.broken(file, "no tables");
      }
      return backup(file, reading.manifest());
    } catch (SQLException e) {
      throw Refusals.broken(file, "its database does not open");
    }
  }

  private String publicKey() throws VestibuleException {
    return seal.publicKey()
        .orElseThrow(
            () ->
                new VestibuleException(
                    "vault-locked",
                    "the vault",
                    "no key of this house",
                    "a vault that was open once",
                    "Open the vault"));
  }

  @Override
  public Restored restore(Path file) throws VestibuleException {
    return alone(
        () -> {
          Backup from = usable(file);
          house.audit("restore-begun", from);
          Path kept = keepPresent(file);
          Path prepared = database.folder().prepared();
          try {
            extract(file);
            CarryOver.Counts counts = database.replace(prepared, new CarryOver(vault, clock));
            house.contentReplaced();
            house.audit("restored", from);
            return new Restored(from, kept, counts.people(), counts.stayErased());
          } finally {
            Files.deleteIfExists(prepared);
          }
        });
  }

  private Backup usable(Path file) throws VestibuleException, IOException {
    Backup from = extract(file);
    if (from.schema() > Schema.known()) {
      throw Refusals.newer(file, from.schema(), Schema.known());
    }
    return from;
  }

  /** Keeps what is there now: as a backup, or as the broken file that was kept aside. */
  private Path keepPresent(Path chosen) throws VestibuleException, IOException {
    if (database.unreadable()) {
      return database.folder().newestBroken().orElse(chosen);
    }
    return maker.make().file();
  }

  private static Backup backup(Path file, Manifest manifest) throws IOException {
    return new Backup(
        file, manifest.madeAt(), Files.size(file), manifest.schema(), manifest.people());
  }
}
