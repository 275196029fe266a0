// SPDX-License-Identifier: Apache-2.0
package org.vestibule.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.consent.Purpose;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.people.Pseudonyms;
import org.vestibule.api.store.Backups;
import org.vestibule.api.store.HouseSeal;
import org.vestibule.api.store.SealedShelves;
import org.vestibule.core.internal.audit.AuditNeighbours;
import org.vestibule.core.internal.audit.AuditService;
import org.vestibule.store.internal.backup.House;
import org.vestibule.store.internal.backup.HouseBackups;
import org.vestibule.store.internal.consent.Allowances;
import org.vestibule.store.internal.consent.ConsentEntry;
import org.vestibule.store.internal.consent.Ledger;
import org.vestibule.store.internal.consent.LedgerAudit;
import org.vestibule.store.internal.database.HouseDatabase;
import org.vestibule.store.internal.database.Reserve;
import org.vestibule.store.internal.database.StoreFolder;
import org.vestibule.store.internal.database.Subjects;
import org.vestibule.store.internal.erasure.Around;
import org.vestibule.store.internal.erasure.HouseErasure;
import org.vestibule.store.internal.erasure.Waiting;
import org.vestibule.store.internal.people.Journal;
import org.vestibule.store.internal.people.Neighbour;
import org.vestibule.store.internal.people.Roster;
import org.vestibule.store.internal.people.StoredPeople;
import org.vestibule.store.internal.shelf.HouseShelves;
import org.vestibule.store.internal.site.SiteComponent;
import org.vestibule.store.internal.vault.HouseSignature;
import org.vestibule.store.internal.vault.SubjectKeys;
import org.vestibule.store.internal.vault.VaultComponent;

/**
 * The store as a gateway has it, in one process and without a container: database, vault, people,
 * ledger, erasure and backups on the disk, and the chained audit beside them. A site with the
 * profile {@code eu}, which takes consent on paper.
 */
final class StoreHouse implements AutoCloseable {
  private static final long RESERVE = 64L << 20;
  private static final int KEEP = 14;

  /** As the gateway does: every five seconds it looks whether the file has grown. */
  private static final long LOOK_SECONDS = 5;

  private static final long LEAST_SHRUNK = 64L << 20;

  final Path data;
  final VaultComponent vault;
  final HouseDatabase database;
  final Roster roster;
  final StoredPeople people;
  final HouseErasure erasure;
  final Backups backups;
  final HouseSeal seal;
  final SealedShelves shelves;
  final AuditService audit;
  private final Clock clock = Clock.systemDefaultZone();
  final SubjectKeys keys;
  private final Allowances allowances;
  private final ScheduledExecutorService tick = Executors.newSingleThreadScheduledExecutor();

  /** When somebody was last told of a change, by {@link System#nanoTime}. */
  private volatile long told;

  /** Opens what is in a folder, or begins there; everybody is read when this returns. */
  StoreHouse(Path home) throws IOException {
    data = Files.createDirectories(home.resolve("data"));
    vault = new VaultComponent(data, home.resolve("data.key"), clock);
    keys = new SubjectKeys(vault);
    StoreFolder folder = new StoreFolder(data);
    Reserve reserve = Reserve.of(data, RESERVE);
    database = new HouseDatabase(folder, "retry", clock, reserve);
    seal = new HouseSignature(vault);
    shelves = new HouseShelves(database, keys);
    Asked asked = new Asked(seal, shelves);
    audit = new AuditService(asked, data);
    vault.bindAudit(audit);
    vault.configure(Map.of());
    Subjects subjects = new Subjects(keys);
    allowances = new Allowances(database, keys);
    Ledger ledger =
        new Ledger(
            database,
            keys,
            subjects,
            new SiteComponent(Map.of("profile", "eu")),
            allowances,
            new LedgerAudit(() -> audit),
            this::consentChanged,
            clock);
    Waiting waiting = new Waiting(data.resolve("store").resolve("erasures-waiting"));
    roster = new Roster(database, keys, clock.getZone(), waiting::names, this::told);
    backups = new HouseBackups(data, database, keys, seal, new Told(), () -> KEEP, clock);
    erasure = erasure(subjects, waiting, seal, ledger);
    people =
        new StoredPeople(
            database,
            keys,
            subjects,
            roster,
            new Journal(Neighbour.always(audit)),
            Neighbour.always(ledger),
            erasure::forget,
            clock);
    asked.people = people;
    vault.bindFollower(allowances);
    vault.bindFollower(roster);
    tick.scheduleWithFixedDelay(this::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
  }

  private void look() {
    try {
      database.shrink(LEAST_SHRUNK);
    } catch (VestibuleException | IOException e) {
      throw new IllegalStateException("the database was not written anew", e);
    }
  }

  private HouseErasure erasure(
      Subjects subjects, Waiting waiting, HouseSeal seal, ConsentEntry ledger) {
    Around around =
        new Around(
            Neighbour.always(List.of(allowances)),
            Neighbour.always(audit),
            Neighbour.always(seal),
            Neighbour.always(backups),
            Neighbour.always(ledger),
            () -> vault.state().epoch());
    return new HouseErasure(
        data.resolve("receipts"), database, keys, subjects, roster, waiting, around, clock);
  }

  /** Returns how long the database's file is. */
  long databaseBytes() throws IOException {
    return Files.size(database.folder().database());
  }

  /** Returns when somebody was last told of a change, by {@link System#nanoTime}. */
  long told() {
    return told;
  }

  private void told(Collection<PersonId> changed) {
    told = System.nanoTime();
  }

  private void consentChanged(PersonId person, Purpose purpose) {
    people.changed(person, purpose);
  }

  /** What the audit asks. */
  private static final class Asked extends AuditNeighbours {
    private final HouseSeal seal;
    private final SealedShelves shelves;
    private volatile Pseudonyms people;

    Asked(HouseSeal seal, SealedShelves shelves) {
      this.seal = seal;
      this.shelves = shelves;
    }

    @Override
    protected Optional<Pseudonyms> pseudonyms() {
      return Optional.ofNullable(people);
    }

    @Override
    protected Optional<HouseSeal> house() {
      return Optional.of(seal);
    }

    @Override
    protected Optional<SealedShelves> shelves() {
      return Optional.of(shelves);
    }
  }

  /** What the backups tell and ask. */
  private final class Told implements House {
    @Override
    public void audit(String action, Backups.Backup backup) throws VestibuleException {
      audit.record("store", action, Map.of("backup", backup.file().getFileName().toString()));
    }

    @Override
    public long auditLines() {
      try {
        return audit.verify();
      } catch (VestibuleException e) {
        throw new IllegalStateException("the audit is not whole", e);
      }
    }

    @Override
    public void contentReplaced() {
      allowances.contentReplaced();
      roster.contentReplaced();
    }
  }

  @Override
  public void close() throws IOException {
    tick.shutdown();
    roster.drop();
    audit.stop();
    vault.stop();
    database.close();
  }
}
