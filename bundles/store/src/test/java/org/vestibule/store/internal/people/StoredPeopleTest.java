// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.vestibule.store.internal.People.ANNA;
import static org.vestibule.store.internal.People.BERT;
import static org.vestibule.store.internal.People.enrolment;
import static org.vestibule.store.internal.People.face;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.audit.AuditEntry;
import org.vestibule.api.consent.Purpose;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.api.people.Claim;
import org.vestibule.api.people.Enrolment;
import org.vestibule.api.people.PeopleDirectory;
import org.vestibule.api.people.Person;
import org.vestibule.api.people.PersonId;
import org.vestibule.store.internal.Disk;
import org.vestibule.store.internal.PaperLedger;
import org.vestibule.store.internal.People;

class StoredPeopleTest {
  private static final Set<DoorId> FRONT = Set.of(new DoorId("front"));
  private static final List<FaceTemplate> FACE = List.of(face("m", 0.123456f));

  @TempDir Path data;
  private Disk disk;
  private People house;

  @BeforeEach
  void start() {
    disk = new Disk(data);
    house = new People(disk);
  }

  @Test
  void nobodyIsEnrolledWithoutConsentTemplateOrACodeOfTheirOwn() throws Exception {
    house.directory.enrol(enrolment(ANNA, "4711"), FACE);
    assertCode("consent-missing", enrolment(BERT, "1", " "), FACE);
    assertCode("no-template", enrolment(BERT, "1"), List.of());
    assertCode("code-taken", enrolment(BERT, "4711"), FACE);
    assertThat(house.directory.people()).hasSize(1);
  }

  @Test
  void whoGivesNoFaceIsEnteredOnceWithoutConsentAndNothingBiometric() throws Exception {
    house = new People(disk, house.clock, false);
    assertRefused("name-invalid", new Person(ANNA, " ", "1", FRONT));
    assertRefused("unit-invalid", new Person(ANNA, "Anna Weber", "1".repeat(81), FRONT));
    assertThat(disk.trail.actions()).isEmpty();
    Person anna = new Person(ANNA, "Anna Weber", "1", FRONT);
    assertThat(house.directory.enter(anna)).isEqualTo(anna);
    assertRefused("person-exists", new Person(ANNA, "Anna Other", "2", FRONT));
    assertThat(house.told).containsExactly(ANNA);
    for (People now : List.of(house, new People(disk))) {
      assertThat(now.directory.people()).containsExactly(anna);
      assertThat(now.directory.everyone()).hasValue(Set.of(ANNA));
      assertThat(now.directory.templates(ANNA)).isEmpty();
      assertThat(now.directory.enrolled()).isZero();
    }
    assertThat(rows("record") + rows("consent") + rows("allowance")).isZero();
    assertThat(disk.trail.actions()).containsExactly("person-entered");
    assertThat(disk.trail.text()).doesNotContain("anna", "Anna");
    assertThat(disk.trail.latest(1).get(0).details()).containsEntry("doors", "front");
  }

  @Test
  void whoIsOnTheDiskAlreadyIsNotEnteredOverIt() throws Exception {
    People other = new People(disk);
    other.directory.enrol(enrolment(ANNA, "4711"), FACE);
    assertRefused("person-exists", new Person(ANNA, "Anna Other", "2", FRONT));
    assertThat(disk.trail.latest(1).get(0).action()).isEqualTo("person-not-enrolled");
    assertThat(new People(disk).directory.find(new Claim("4711"))).isPresent();
  }

  @Test
  void whatCannotBeAuditedIsNotEnteredEither() {
    disk.trail.broken(true);
    assertRefused("audit-unwritable", new Person(ANNA, "Anna Weber", "1", FRONT));
    assertThat(new People(disk).directory.people()).isEmpty();
  }

  @Test
  void aFaceMayFollowTwoPeopleWithoutOneAndIsAskedConsentThen() throws Exception {
    house.directory.enter(new Person(ANNA, "Anna Weber", "1", FRONT));
    house.directory.enter(new Person(BERT, "Bert Weber", "1", FRONT));
    assertCode("consent-missing", enrolment(ANNA, "4711", " "), FACE);
    house.directory.enrol(enrolment(ANNA, "4711"), FACE);
    assertThat(house.directory.find(new Claim("4711"))).isPresent();
    assertThat(house.directory.templates(ANNA)).hasSize(1);
    assertThat(house.directory.templates(BERT)).isEmpty();
  }

  @Test
  void whatIsChangedOfSomebodyLeavesFaceAndCodeAndIsAuditedUnderAPseudonym() throws Exception {
    house.directory.enrol(enrolment(ANNA, "4711"), FACE);
    house.told.clear();
    Person moved = new Person(ANNA, "Anna Moved", "9", Set.of());
    Person anna = house.directory.person(ANNA).orElseThrow();
    assertThat(house.directory.change(anna, moved)).isEqualTo(moved);
    assertThat(house.told).containsExactly(ANNA);
    for (People now : List.of(house, new People(disk))) {
      assertThat(now.directory.find(new Claim("4711"))).hasValue(moved);
      assertThat(now.directory.templates(ANNA)).hasSize(1);
    }
    assertThat(disk.trail.latest(1).get(0).action()).isEqualTo("person-changed");
    assertThat(disk.trail.text()).doesNotContain("Anna", "Moved");
  }

  @Test
  void whoeverReadAnOlderStateOfSomebodyDoesNotOverwriteTheNewerOne() throws Exception {
    Person read = house.directory.enter(new Person(ANNA, "Anna Weber", "1", FRONT));
    Person moved = house.directory.change(read, new Person(ANNA, "Anna Weber", "1", Set.of()));
    assertChangeRefused("person-changed", new Person(ANNA, "Anna Late", "1", FRONT));
    assertThat(new People(disk).directory.person(ANNA)).hasValue(moved);
    assertThat(disk.trail.latest(1).get(0).action()).isEqualTo("person-not-changed");
  }

  @Test
  void nobodyIsChangedWhoIsUnknownLockedAwayOrCannotBeAudited() throws Exception {
    Person anna = new Person(ANNA, "Anna Weber", "1", FRONT);
    assertChangeRefused("unknown-person", anna);
    house.directory.enter(anna);
    assertChangeRefused("name-invalid", new Person(ANNA, "", "1", FRONT));
    disk.trail.broken(true);
    assertChangeRefused("audit-unwritable", new Person(ANNA, "Another", "1", FRONT));
    disk.trail.broken(false);
    disk.database.full(true);
    assertChangeRefused("storage-full", new Person(ANNA, "Another", "1", FRONT));
    assertThat(disk.trail.latest(1).get(0).action()).isEqualTo("person-not-changed");
    disk.database.full(false);
    house.lock();
    assertChangeRefused("vault-locked", new Person(ANNA, "Another", "1", FRONT));
    house.unlock();
    assertThat(house.directory.person(ANNA)).hasValue(anna);
  }

  @Test
  void aSiteThatNeedsAReleaseDoesNotTakeTheWordOfWhoeverEnrols() {
    house = new People(disk, house.clock, false);
    assertCode("release-missing", enrolment(ANNA, "4711"), FACE);
    assertThat(disk.trail.actions()).isEmpty();
  }

  @Test
  void whoIsEnrolledIsFoundAfterARestartWithFaceAndCode() throws Exception {
    house.directory.enrol(enrolment(ANNA, "4711"), FACE);
    house.directory.renew(ANNA, face("n", 1));
    house.directory.reject(ANNA, face("m", 3), "ada");
    People next = new People(disk);
    assertThat(next.directory.find(new Claim("4711"))).hasValue(house.directory.people().get(0));
    assertThat(next.directory.templates(ANNA))
        .extracting(FaceTemplate::space)
        .containsExactly("m", "n");
    assertThat(next.directory.templates(ANNA).get(0).similarity(FACE.get(0))).isGreaterThan(0.999f);
    assertThat(next.directory.negatives(ANNA)).hasSize(1);
  }

  @Test
  void enrollingIsAuditedUnderAPseudonymWithoutCodeFaceOrName() throws Exception {
    house.directory.enrol(enrolment(ANNA, "471142"), FACE);
    house.directory.enrol(enrolment(ANNA, "815"), FACE);
    assertThat(house.directory.find(new Claim("471142"))).isEmpty();
    assertThat(house.directory.find(new Claim("815"))).isPresent();
    assertThat(disk.trail.actions()).containsExactly("person-enrolled", "person-enrolled");
    assertThat(disk.trail.text()).doesNotContain("471142", "0.123", "anna", "form 7");
    String pseudonym = house.directory.of(ANNA).orElseThrow();
    assertThat(disk.trail.latest(1).get(0).details()).containsEntry("person", pseudonym);
    assertThat(house.directory.whose(pseudonym)).hasValue(ANNA);
    assertThat(house.directory.whose("subject-" + UUID.randomUUID())).isEmpty();
    assertThat(house.directory.whose("anna")).isEmpty();
  }

  @Test
  void whatCannotBeAuditedIsNotEnrolled() {
    disk.trail.broken(true);
    assertCode("audit-unwritable", enrolment(ANNA, "4711"), FACE);
    assertThat(house.directory.people()).isEmpty();
    assertThat(new People(disk).directory.people()).isEmpty();
  }

  @Test
  void anEnrolmentThatTheDiskCutsShortIsToldInTheAudit() throws Exception {
    house.directory.enrol(enrolment(ANNA, "4711"), FACE);
    // The code is free in memory and taken on the disk: somebody else wrote it meanwhile.
    People other = new People(disk);
    other.directory.enrol(enrolment(BERT, "1"), FACE);
    assertCode("code-taken", enrolment(new PersonId("cleo"), "1"), FACE);
    assertThat(disk.trail.actions())
        .containsExactly(
            "person-enrolled", "person-enrolled", "person-enrolled", "person-not-enrolled");
    assertThat(disk.trail.latest(1).get(0).details()).containsEntry("reason", "code-taken");
    assertThat(house.directory.person(new PersonId("cleo"))).isEmpty();
  }

  @Test
  void whileTheVaultIsLockedNobodyIsFoundAndNobodyEnrolled() throws Exception {
    house.directory.enrol(enrolment(ANNA, "4711"), FACE);
    house.told.clear();
    house.lock();
    assertThat(house.told).containsExactly(ANNA);
    assertThat(house.directory.find(new Claim("4711"))).isEmpty();
    assertThat(house.directory.templates(ANNA)).isEmpty();
    assertThat(house.directory.people()).isEmpty();
    assertThat(house.directory.of(ANNA)).isEmpty();
    assertThat(house.directory.spaces()).isEmpty();
    assertCode("vault-locked", enrolment(BERT, "1"), FACE);
    house.unlock();
    assertThat(house.directory.find(new Claim("4711"))).isPresent();
    assertThat(house.directory.enrolled()).isEqualTo(1);
  }

  @Test
  void everyoneIsSaidOnlyWhileEachOfTheDisksPeopleIsInMemory() throws Exception {
    assertThat(house.directory.everyone()).hasValue(Set.of());
    house.directory.enrol(enrolment(ANNA, "4711"), FACE);
    house.tenancies.suspend(ANNA, "moved-out");
    assertThat(house.directory.everyone()).as("suspended").hasValue(Set.of(ANNA));
    // As after a restore: the disk has people whom memory has not read yet.
    new People(disk).directory.enrol(enrolment(BERT, "1"), FACE);
    assertThat(house.directory.people()).hasSize(1);
    assertThat(house.directory.everyone()).isEmpty();
    house.lock();
    assertThat(house.directory.everyone()).isEmpty();
    house.unlock();
    assertThat(house.directory.everyone()).hasValue(Set.of(ANNA, BERT));
  }

  @Test
  void aTemplateIsRenewedOnceInASpaceAndNeverOverOneThatIsThere() throws Exception {
    house.directory.enrol(enrolment(ANNA, "4711"), FACE);
    house.directory.enrol(enrolment(BERT, "4712"), FACE);
    assertThat(house.directory.renew(ANNA, face("m", 7))).isFalse();
    assertThat(house.directory.renew(ANNA, face("n", 1))).isTrue();
    assertThat(house.directory.renew(ANNA, face("n", 2))).isFalse();
    assertThat(house.directory.renew(new PersonId("nobody"), face("n", 1))).isFalse();
    assertThat(house.directory.templates(ANNA).get(1).similarity(face("n", 1)))
        .isGreaterThan(0.999f);
    assertThat(house.directory.spaces()).containsExactly(Map.entry("m", 2), Map.entry("n", 1));
    assertThat(house.directory.enrolled()).isEqualTo(2);
    AuditEntry entry = disk.trail.latest(1).get(0);
    assertThat(entry.action()).isEqualTo("template-renewed");
    assertThat(entry.details())
        .containsOnly(
            Map.entry("person", house.directory.of(ANNA).orElseThrow()), Map.entry("space", "n"));
  }

  @Test
  void aRenewalThatCannotBeAuditedOrWrittenDoesNotTakePlace() throws Exception {
    house.directory.enrol(enrolment(ANNA, "4711"), FACE);
    disk.trail.broken(true);
    assertThat(house.directory.renew(ANNA, face("n", 1))).isFalse();
    disk.trail.broken(false);
    disk.database.full(true);
    assertThat(house.directory.renew(ANNA, face("n", 1))).isFalse();
    assertThat(disk.trail.latest(1).get(0).action()).isEqualTo("template-not-renewed");
    assertThat(house.directory.spaces()).containsOnlyKeys("m");
  }

  @Test
  void aFaceThatWasTakenForSomebodyIsKeptWithThemAndGoesWithThem() throws Exception {
    house.directory.enrol(enrolment(ANNA, "4711"), FACE);
    assertThat(house.directory.reject(ANNA, face("m", 3), "ada")).isTrue();
    assertThat(house.directory.reject(ANNA, face("m", 3), "ada")).isTrue();
    assertThat(house.directory.negatives(ANNA)).hasSize(1);
    AuditEntry entry = disk.trail.latest(1).get(0);
    assertThat(entry.actor() + " " + entry.action()).isEqualTo("ada face-corrected");
    house.directory.enrol(enrolment(ANNA, "4711"), FACE);
    assertThat(house.directory.negatives(ANNA)).as("after new pictures").hasSize(1);
    assertThat(house.directory.forget(ANNA)).isTrue();
    assertThat(house.directory.negatives(ANNA)).isEmpty();
    assertThat(house.directory.reject(ANNA, face("m", 4), "ada")).isFalse();
    assertThat(house.directory.renew(ANNA, face("n", 1))).isFalse();
    assertThat(house.directory.person(ANNA)).isEmpty();
  }

  @Test
  void theLatestNegativesAreKeptAndNoMoreThanSaid() throws Exception {
    house.directory.enrol(enrolment(ANNA, "4711"), FACE);
    for (int i = 0; i <= PeopleDirectory.MOST_NEGATIVES; i++) {
      house.directory.reject(ANNA, towards(i), "ada");
    }
    List<FaceTemplate> negatives = house.directory.negatives(ANNA);
    assertThat(negatives).hasSize(PeopleDirectory.MOST_NEGATIVES);
    assertThat(negatives.get(0).similarity(towards(1))).isGreaterThan(0.9999f);
  }

  @Test
  void aCorrectionThatCannotBeAuditedHasNoEffect() throws Exception {
    house.directory.enrol(enrolment(ANNA, "4711"), FACE);
    house.told.clear();
    disk.trail.broken(true);
    assertThatThrownBy(() -> house.directory.reject(ANNA, face("m", 3), "ada"))
        .isInstanceOfSatisfying(
            VestibuleException.class, e -> assertThat(e.code()).startsWith("audit-"));
    assertThat(house.directory.negatives(ANNA)).isEmpty();
    assertThat(house.told).isEmpty();
  }

  @Test
  void whoeverListensIsToldOfEachChangeOnceAndAfterIt() throws Exception {
    house.directory.enrol(enrolment(ANNA, "4711"), FACE);
    house.directory.renew(ANNA, face("n", 1));
    house.directory.renew(ANNA, face("n", 1));
    house.directory.reject(ANNA, face("n", 5), "ada");
    house.directory.forget(ANNA);
    house.directory.forget(ANNA);
    assertThat(house.told).containsExactly(ANNA, ANNA, ANNA, ANNA);
  }

  @Test
  void whoTakesBackTheirConsentKeepsTheirCodeAndLosesTheirFaceAtOnce() throws Exception {
    house.directory.enrol(enrolment(ANNA, "4711"), FACE);
    house.told.clear();
    UUID subject = subject(ANNA);
    disk.database.write(
        connection -> {
          PaperLedger.withdraw(connection, subject, Purpose.UNLOCK);
          return null;
        });
    house.directory.changed(ANNA, Purpose.UNLOCK);
    assertThat(house.directory.find(new Claim("4711"))).isPresent();
    assertThat(house.directory.templates(ANNA)).isEmpty();
    assertThat(house.directory.enrolled()).isZero();
    assertThat(house.directory.renew(ANNA, face("n", 1))).isFalse();
    assertThat(house.told).containsExactly(ANNA);
    house.directory.changed(ANNA, Purpose.VISIT_LOG);
    house.directory.changed(ANNA, Purpose.UNLOCK);
    assertThat(house.told).as("nothing has changed").hasSize(1);
  }

  @Test
  void aRowThatDoesNotOpenHarmsNobodyElse() throws Exception {
    house.directory.enrol(enrolment(ANNA, "4711"), FACE);
    house.directory.enrol(enrolment(BERT, "4712"), FACE);
    disk.vault.destroyKeys(List.of(subject(ANNA)));
    People next = new People(disk);
    assertThat(next.directory.people()).extracting(each -> each.id()).containsExactly(BERT);
    assertThat(next.roster.unreadable()).isEqualTo(2);
  }

  @Test
  void aDatabaseThatOpensLaterThanTheVaultIsReadThen() throws Exception {
    house.directory.enrol(enrolment(ANNA, "4711"), FACE);
    disk.database.away(true);
    People next = new People(disk);
    assertThat(next.roster.failure()).hasValue("storage-failed");
    assertThat(next.directory.find(new Claim("4711"))).isEmpty();
    disk.database.away(false);
    next.roster.contentReplaced();
    assertThat(next.roster.failure()).isEmpty();
    assertThat(next.directory.find(new Claim("4711"))).isPresent();
  }

  private void assertRefused(String code, Person person) {
    assertThatThrownBy(() -> house.directory.enter(person))
        .isInstanceOfSatisfying(
            VestibuleException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private void assertChangeRefused(String code, Person person) {
    assertThatThrownBy(
            () -> house.directory.change(new Person(ANNA, "Anna Weber", "1", FRONT), person))
        .isInstanceOfSatisfying(
            VestibuleException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private int rows(String table) throws VestibuleException {
    return disk.database.read(
        connection -> {
          try (Statement select = connection.createStatement();
              ResultSet row = select.executeQuery("select count(*) from " + table)) {
            row.next();
            return row.getInt(1);
          }
        });
  }

  private UUID subject(PersonId person) {
    return UUID.fromString(house.directory.of(person).orElseThrow().substring("subject-".length()));
  }

  private static FaceTemplate towards(int hour) {
    return FaceTemplate.of(
        "m", new float[] {(float) Math.cos(hour / 4.0), (float) Math.sin(hour / 4.0)});
  }

  private void assertCode(String code, Enrolment enrolment, List<FaceTemplate> templates) {
    assertThatThrownBy(() -> house.directory.enrol(enrolment, templates))
        .isInstanceOfSatisfying(
            VestibuleException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
