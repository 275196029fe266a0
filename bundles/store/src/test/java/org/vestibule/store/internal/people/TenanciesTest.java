// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.vestibule.store.internal.People.ANNA;
import static org.vestibule.store.internal.People.BERT;
import static org.vestibule.store.internal.People.enrolment;
import static org.vestibule.store.internal.People.face;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.event.DoorEvent.DoorAnswered;
import org.vestibule.api.event.DoorEvent.DoorOrdered;
import org.vestibule.api.people.Claim;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.people.Tenancies.Tenancy;
import org.vestibule.api.visit.VisitId;
import org.vestibule.store.internal.Disk;
import org.vestibule.store.internal.People;

class TenanciesTest {
  private static final Duration DELAY = Duration.ofDays(30);

  @TempDir Path data;
  private Disk disk;
  private People house;

  @BeforeEach
  void start() throws Exception {
    disk = new Disk(data);
    house = new People(disk);
    house.directory.enrol(enrolment(ANNA, "4711"), List.of(face("m", 1)));
    house.directory.enrol(enrolment(BERT, "4712"), List.of(face("m", 2)));
    house.told.clear();
  }

  @Test
  void whoIsSuspendedHasNoWayInAndIsToldToWhoeverListensAndComesBackWhole() throws Exception {
    house.tenancies.suspend(ANNA, "moved-out");
    assertThat(house.directory.find(new Claim("4711"))).isEmpty();
    assertThat(house.directory.templates(ANNA)).isEmpty();
    assertThat(house.directory.person(ANNA)).as("still known").isPresent();
    assertThat(house.directory.active(ANNA)).as("but nobody who may come in").isEmpty();
    assertThat(house.directory.enrolled()).isEqualTo(1);
    assertThat(house.told).containsExactly(ANNA);
    Tenancy tenancy = house.tenancies.tenancies().get(0);
    assertThat(tenancy.suspended().orElseThrow().why()).isEqualTo("moved-out");
    assertThat(tenancy.erasedAfter()).hasValue(house.clock.instant().plus(DELAY));
    house.tenancies.resume(ANNA);
    assertThat(house.directory.find(new Claim("4711"))).isPresent();
    assertThat(house.directory.templates(ANNA)).hasSize(1);
    assertThat(house.directory.active(ANNA)).isPresent();
    assertThat(disk.trail.actions()).endsWith("person-suspended", "person-resumed");
    assertThatThrownBy(() -> house.tenancies.resume(ANNA)).satisfies(code("not-suspended"));
  }

  @Test
  void aSuspensionOutlivesARestartAndDoesNotWaitForTheAudit() throws Exception {
    disk.trail.broken(true);
    house.tenancies.suspend(ANNA, "moved-out");
    People next = new People(disk, house.clock, true);
    assertThat(next.directory.find(new Claim("4711"))).isEmpty();
    assertThatThrownBy(() -> next.tenancies.resume(ANNA)).satisfies(code("audit-unwritable"));
    assertThat(next.directory.find(new Claim("4711"))).isEmpty();
  }

  @Test
  void whoEnrolsAnewIsHereAgain() throws Exception {
    house.tenancies.endsOn(ANNA, Optional.of(LocalDate.parse("2026-02-01")));
    assertThat(house.directory.find(new Claim("4711"))).isEmpty();
    house.directory.enrol(enrolment(ANNA, "4713"), List.of(face("m", 1)));
    run();
    assertThat(house.directory.find(new Claim("4713"))).isPresent();
  }

  @Test
  void aTenancyEndsAfterItsLastDayAndThePersonIsErasedAfterTheDelayAndNotBefore() throws Exception {
    house.tenancies.endsOn(ANNA, Optional.of(LocalDate.parse("2026-03-31")));
    house.clock.pass(Duration.ofDays(30)); // 31 March
    assertThat(run()).isZero();
    assertThat(house.directory.find(new Claim("4711"))).isPresent();
    house.clock.pass(Duration.ofDays(1));
    assertThat(run()).isZero();
    assertThat(house.directory.find(new Claim("4711"))).isEmpty();
    house.clock.pass(DELAY);
    assertThat(run()).isZero();
    house.clock.pass(Duration.ofSeconds(1));
    assertThat(run()).isEqualTo(1);
    assertThat(house.directory.people()).extracting(each -> each.id()).containsExactly(BERT);
    assertThat(house.erasure.receipts().get(0).reason()).isEqualTo("tenancy-ended");
  }

  @Test
  void whoWasNotSeenForAYearIsGoneAndWhoComesHomeEveryMonthStaysForYears() throws Exception {
    LastSeen seen = new LastSeen(house.roster, house.rows, house.clock);
    for (int month = 0; month < 48; month++) {
      house.clock.pass(Duration.ofDays(30));
      opened(seen, BERT, "o-" + month, new DoorOutcome.Opened("open", 1));
      opened(seen, ANNA, "d-" + month, new DoorOutcome.Denied("order-expired", "late"));
      run();
    }
    assertThat(house.directory.people()).extracting(each -> each.id()).containsExactly(BERT);
    assertThat(house.erasure.receipts()).hasSize(1);
    assertThat(house.erasure.receipts().get(0).reason()).isEqualTo("inactive");
    assertThat(house.tenancies.tenancies().get(0).lastSeen())
        .hasValue(LocalDate.ofInstant(house.clock.instant(), house.clock.getZone()));
  }

  @Test
  void aDayThatAFullDiskDoesNotTakeIsNotedAtTheNextDoor() throws Exception {
    LastSeen seen = new LastSeen(house.roster, house.rows, house.clock);
    disk.database.full(true);
    opened(seen, ANNA, "o-1", new DoorOutcome.Opened("open", 1));
    assertThat(house.tenancies.tenancies().get(0).lastSeen()).isEmpty();
    disk.database.full(false);
    opened(seen, ANNA, "o-2", new DoorOutcome.Opened("open", 1));
    assertThat(house.tenancies.tenancies().get(0).lastSeen()).isPresent();
  }

  @Test
  void theLandlordsListSuspendsWhoIsMissingUnlessItLooksCut() throws Exception {
    assertThatThrownBy(() -> house.tenancies.present(Set.of(), 1))
        .satisfies(code("feed-suspicious"));
    assertThat(house.directory.enrolled()).isEqualTo(2);
    assertThat(house.tenancies.present(Set.of(BERT), 1)).containsExactly(ANNA);
    assertThat(house.tenancies.present(Set.of(BERT), 1)).as("once").isEmpty();
    assertThat(house.directory.find(new Claim("4711"))).isEmpty();
    assertThat(house.directory.find(new Claim("4712"))).isPresent();
  }

  @Test
  void whoResumesAfterTheirLastDayIsNotSuspendedAgainAnHourLater() throws Exception {
    house.tenancies.endsOn(ANNA, Optional.of(LocalDate.parse("2026-02-01")));
    house.tenancies.resume(ANNA);
    run();
    assertThat(house.directory.find(new Claim("4711"))).isPresent();
  }

  @Test
  void aLockedVaultKnowsNobody() {
    house.lock();
    assertThatThrownBy(house.tenancies::tenancies).satisfies(code("vault-locked"));
    assertThatThrownBy(() -> house.tenancies.present(Set.of(), 9)).satisfies(code("vault-locked"));
    assertThatThrownBy(() -> house.tenancies.suspend(ANNA, "x")).satisfies(code("vault-locked"));
  }

  @Test
  void nobodyIsSuspendedWhoIsNotHere() {
    assertThatThrownBy(() -> house.tenancies.suspend(new PersonId("nobody"), "x"))
        .satisfies(code("unknown-person"));
  }

  private int run() throws VestibuleException {
    return house.suspended.removeBefore(house.clock.instant().minus(DELAY));
  }

  private static void opened(LastSeen seen, PersonId who, String order, DoorOutcome outcome) {
    DoorId door = new DoorId("front");
    VisitId visit = new VisitId("v-1");
    seen.on(new DoorOrdered(Instant.EPOCH, door, visit, who, order));
    seen.on(new DoorAnswered(Instant.EPOCH, door, visit, order, outcome));
  }

  private static java.util.function.Consumer<Throwable> code(String code) {
    return e -> assertThat(((VestibuleException) e).code()).isEqualTo(code);
  }
}
