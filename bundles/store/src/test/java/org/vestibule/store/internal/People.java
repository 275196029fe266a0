// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vestibule.api.consent.Regulation;
import org.vestibule.api.consent.SiteLaw;
import org.vestibule.api.consent.SiteProfile;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.api.people.Claim;
import org.vestibule.api.people.Enrolment;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.privacy.PersonalDataHolder;
import org.vestibule.store.internal.database.Subjects;
import org.vestibule.store.internal.erasure.Around;
import org.vestibule.store.internal.erasure.HouseErasure;
import org.vestibule.store.internal.erasure.Waiting;
import org.vestibule.store.internal.people.HouseTenancies;
import org.vestibule.store.internal.people.Journal;
import org.vestibule.store.internal.people.Neighbour;
import org.vestibule.store.internal.people.Roster;
import org.vestibule.store.internal.people.StoredPeople;
import org.vestibule.store.internal.people.SuspendedPeople;
import org.vestibule.store.internal.people.TenureRows;

/** The people's part of the store as it runs, over a disk that outlives it. */
public final class People {
  public static final PersonId ANNA = new PersonId("anna");
  public static final PersonId BERT = new PersonId("bert");

  /** A clock that a test moves. */
  public static final class Hands extends Clock {
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");

    /** Lets time pass. */
    public void pass(Duration time) {
      now = now.plus(time);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  public final Disk disk;
  public final Hands clock;
  public final List<PersonId> told = new ArrayList<>();
  public final List<PersonalDataHolder> holders = new ArrayList<>();
  public final PaperLedger ledger;
  public final Subjects subjects;
  public final Roster roster;
  public final HouseErasure erasure;
  public final StoredPeople directory;
  public final TenureRows rows;
  public final HouseTenancies tenancies;
  public final SuspendedPeople suspended;

  /** Starts on a site that takes paper. */
  public People(Disk disk) {
    this(disk, new Hands(), true);
  }

  /** Starts, and reads whoever is on the disk. */
  public People(Disk disk, Hands clock, boolean paper) {
    this.disk = disk;
    this.clock = clock;
    ledger = new PaperLedger(paper);
    Journal journal = new Journal(Neighbour.always(disk.trail));
    subjects = new Subjects(disk.vault, clock);
    Waiting waiting = new Waiting(disk.data.resolve("store").resolve("erasures-waiting"));
    roster = new Roster(disk.database, disk.vault, ZoneOffset.UTC, waiting::names, told::addAll);
    erasure =
        new HouseErasure(
            disk.data.resolve("receipts"),
            disk.database,
            disk.vault,
            subjects,
            roster,
            waiting,
            new Around(
                Neighbour.always(holders),
                Neighbour.always(disk.trail),
                Neighbour.always(disk.seal),
                Neighbour.always(null),
                Neighbour.always(ledger),
                () -> 2),
            clock);
    directory =
        new StoredPeople(
            disk.database,
            disk.vault,
            subjects,
            roster,
            journal,
            Neighbour.always(ledger),
            erasure::forget,
            clock);
    rows = new TenureRows(disk.database);
    tenancies = new HouseTenancies(roster, rows, journal, Neighbour.always(new YearLaw()), clock);
    suspended = new SuspendedPeople(tenancies, erasure::erase);
    if (disk.vault.open()) {
      roster.vaultOpened();
    }
    told.clear();
  }

  /** Locks the vault as it does by itself: whoever follows first. */
  public void lock() {
    roster.vaultLocked();
    disk.vault.open(false);
  }

  /** Opens it. */
  public void unlock() {
    disk.vault.open(true);
    roster.vaultOpened();
    erasure.goOn();
  }

  /** An enrolment with consent on paper. */
  public static Enrolment enrolment(PersonId id, String code) {
    return enrolment(id, code, "form 7");
  }

  /** An enrolment. */
  public static Enrolment enrolment(PersonId id, String code, String consent) {
    return new Enrolment(
        id, "Name of " + id, "1", new Claim(code), Set.of(new DoorId("front")), consent);
  }

  /** A face in a space. */
  public static FaceTemplate face(String space, float y) {
    return FaceTemplate.of(space, new float[] {1, y});
  }

  /** A site at which whoever is not seen for a year is suspended, and erased after 30 days. */
  private static final class YearLaw implements SiteLaw {
    @Override
    public SiteProfile profile() {
      return new SiteProfile(
          "test",
          "Test",
          Set.of(),
          Set.of(),
          Map.of(),
          Duration.ofDays(365),
          Duration.ofDays(30),
          Set.of());
    }

    @Override
    public List<SiteProfile> profiles() {
      return List.of(profile());
    }

    @Override
    public List<Regulation> regulations() {
      return List.of();
    }
  }
}
