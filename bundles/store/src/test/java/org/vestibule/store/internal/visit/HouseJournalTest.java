// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.vestibule.store.internal.visit.Stories.ALICE;
import static org.vestibule.store.internal.visit.Stories.ALICES;
import static org.vestibule.store.internal.visit.Stories.BOBS;
import static org.vestibule.store.internal.visit.Stories.NOON;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.consent.Purpose;
import org.vestibule.api.door.Decision;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.notice.Audience;
import org.vestibule.api.privacy.DataKind;
import org.vestibule.api.store.PersonalRecords.PersonalRecord;
import org.vestibule.api.visit.VisitCorrection;
import org.vestibule.api.visit.VisitCorrection.What;
import org.vestibule.api.visit.VisitId;
import org.vestibule.api.visit.VisitJournal.Named;
import org.vestibule.api.visit.VisitJournal.Wish;
import org.vestibule.api.visit.VisitPicture;
import org.vestibule.api.visit.VisitStory;
import org.vestibule.store.internal.database.Database;
import org.vestibule.store.internal.database.TestHouse;
import org.vestibule.store.internal.record.RecordRows;
import org.vestibule.store.internal.record.TestRecords;
import org.vestibule.store.internal.site.SiteComponent;
import org.vestibule.store.internal.vault.FakeVault;

/** Visits are kept with names only where the named agree, and found again by another process. */
class HouseJournalTest {
  private static final VisitId FIRST = new VisitId("v-1");

  @TempDir Path data;
  private final FakeVault vault = new FakeVault();
  private SiteComponent site = new SiteComponent(Map.of());
  private TestHouse house;
  private HouseJournal journal;
  private UUID alice;
  private UUID bob;

  @BeforeEach
  void open() throws Exception {
    house = new TestHouse(data, vault);
    journal = over(house.database());
    alice = house.enrol("alice");
    bob = house.enrol("bob");
  }

  @AfterEach
  void close() throws Exception {
    house.close();
  }

  private HouseJournal over(Database database) {
    return new HouseJournal(
        database,
        new RecordRows(house.subjects(), vault),
        vault,
        new HousePictures(database, house.subjects(), vault),
        site,
        () -> 1000);
  }

  private static void refused(ThrowingCallable call, String code) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            VestibuleException.class, e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code));
  }

  @Test
  void whatIsNotOverOrNamesACrowdIsNotKept() throws Exception {
    VisitStory open = Stories.open(Stories.alice("v-1", NOON), Optional.empty());
    refused(() -> journal.keep(open, List.of()), "visit-open");
    refused(
        () -> journal.keep(Stories.alice("v-1", NOON), Collections.nCopies(51, ALICES)),
        "too-many-named");
    assertThat(house.count("select count(*) from visit_story")).isZero();
  }

  @Test
  void aSiteThatKeepsNoVisitsKeepsNone() throws Exception {
    site.configure(Map.of("refused", "visit"));
    assertThat(journal.keep(Stories.alice("v-1", NOON), List.of(ALICES))).isFalse();
    assertThat(house.count("select count(*) from visit_story")).isZero();
    assertThat(journal.status().sentence()).contains("keeps no visits");
  }

  @Test
  void aLockedVaultTakesAndGivesNothingAndSaysSo() throws Exception {
    journal.keep(Stories.alice("v-1", NOON), List.of());
    vault.open(false);
    refused(() -> journal.keep(Stories.alice("v-2", NOON), List.of()), "vault-locked");
    refused(() -> journal.find(new VisitId("v-9")), "vault-locked");
    refused(() -> journal.page(wish(10), story -> true), "vault-locked");
    assertThat(journal.status().sentence()).contains("The vault is locked");
    assertThat(house.count("select count(*) from visit_story")).isEqualTo(1);
  }

  @Test
  void aFullDiskIsSaidUntilAVisitIsKeptAgain() throws Exception {
    HouseJournal full = over(new FullDisk());
    refused(() -> full.keep(Stories.alice("v-1", NOON), List.of()), "storage-full");
    assertThat(full.status().state().name()).isEqualTo("DEGRADED");
    assertThat(full.status().sentence()).contains("storage-full");
  }

  @Test
  void whoDidNotAgreeIsNotNamedAndNeitherLater() throws Exception {
    house.grant(bob, Purpose.VISIT_LOG);
    journal.keep(Stories.alice("v-1", NOON), List.of(ALICES, BOBS));
    house.grant(alice, Purpose.VISIT_LOG);
    VisitStory found = journal.find(FIRST).orElseThrow();
    assertThat(found.claimedName()).isEmpty();
    assertThat(found.toString()).doesNotContain("Alice Ahn,", "alice", "unit 4");
    assertThat(found.decision().orElseThrow())
        .isEqualTo(new Decision.Admit(Marks.NOBODY, Marks.SOMEBODY + ", not Alice Ahnert"));
    assertThat(found.degraded()).containsExactly("Bob Ahn could not be called");
  }

  /** A policy begins its reasons with a capital, whatever a name begins with. */
  @Test
  void aNameThatBeginsASentenceIsNotKeptForItsCapital() throws Exception {
    Named vans = new Named(ALICE, List.of("van der Berg"));
    journal.keep(decided("v-1", new Decision.Refuse("Van der Berg has no right")), List.of(vans));
    assertThat(journal.find(FIRST).orElseThrow().decision())
        .contains(new Decision.Refuse(Marks.SOMEBODY + " has no right"));
  }

  @Test
  void aNameWithCharactersThatNoLanguageUsesIsFoundWithoutThem() throws Exception {
    Named odd = new Named(ALICE, List.of("Ali\uE000ce\uF000", "\uE001"));
    VisitStory story = decided("v-1", new Decision.Refuse("Ali\uE000ce\uF000 has no right"));
    journal.keep(story, List.of(odd));
    assertThat(journal.find(FIRST).orElseThrow().toString()).doesNotContain("Alice");
    house.grant(alice, Purpose.VISIT_LOG);
    journal.keep(story, List.of(odd));
    assertThat(journal.find(FIRST).orElseThrow().decision())
        .contains(new Decision.Refuse("Alice has no right"));
  }

  @Test
  void whoIsSuspendedOrUnknownIsNotNamed() throws Exception {
    house.grant(alice, Purpose.VISIT_LOG);
    house.suspend(alice);
    journal.keep(Stories.alice("v-1", NOON), List.of(ALICES, BOBS));
    assertThat(journal.find(FIRST).orElseThrow().toString()).doesNotContain("alice", "Bob");
  }

  @Test
  void aNameThatBelongsToNobodyIsNotKept() throws Exception {
    journal.keep(Stories.alice("v-1", NOON), List.of());
    VisitStory found = journal.find(FIRST).orElseThrow();
    assertThat(found.claimedName()).isEmpty();
    assertThat(found.decision().map(each -> ((Decision.Admit) each).person()))
        .contains(Marks.NOBODY);
  }

  @Test
  void wordsOfTheVisitorAreNotKept() throws Exception {
    VisitStory spoken = Stories.open(Stories.alice("v-1", NOON), Optional.of(NOON));
    journal.keep(spoken, List.of());
    assertThat(journal.find(FIRST).orElseThrow().toString())
        .doesNotContain("plumber", "ringing", "phone");
  }

  @Test
  void whateverCameOfAVisitIsFoundAsItWasByAnotherProcess() throws Exception {
    house.grant(alice, Purpose.VISIT_LOG);
    house.grant(bob, Purpose.VISIT_LOG);
    List<VisitStory> kept =
        List.of(
            Stories.alice("v-1", NOON),
            Stories.asksForBob("v-2", NOON),
            decided("v-3", new Decision.Direct(Decision.Direction.PARCEL_ROOM, "parcel")),
            decided("v-4", new Decision.AskMore("Your code?", "unproven", true)),
            decided("v-5", new Decision.Refuse("blocked")),
            decided("v-6", new Decision.Ring(true, "help", Audience.EVERYBODY)),
            answered("v-7", new DoorOutcome.Denied("method-off", "no")),
            answered("v-8", new DoorOutcome.Unreachable("cable")),
            answered("v-9", new DoorOutcome.TimedOut("late")),
            answered("v-a", new DoorOutcome.Cancelled("stopping", "stopped")));
    for (VisitStory story : kept) {
      journal.keep(story, List.of(ALICES, BOBS));
    }
    house.close();
    house = new TestHouse(data, vault);
    journal = over(house.database());
    for (VisitStory story : kept) {
      assertThat(journal.find(story.id())).contains(story);
    }
    assertThat(journal.page(wish(500), story -> true).stories())
        .containsExactlyInAnyOrderElementsOf(kept);
  }

  @Test
  void takenBackConsentTakesTheNameAtOnce() throws Exception {
    UUID consent = house.grant(alice, Purpose.VISIT_LOG);
    house.grant(bob, Purpose.VISIT_LOG);
    journal.keep(Stories.alice("v-1", NOON), List.of(ALICES, BOBS));
    house.withdraw(consent);
    assertThat(journal.find(FIRST).orElseThrow().toString())
        .doesNotContain("Alice Ahn,", "alice")
        .contains("Bob Ahn could not be called");
  }

  @Test
  void whoIsErasedIsNamedNowhereEvenByABackup() throws Exception {
    house.grant(alice, Purpose.VISIT_LOG);
    journal.keep(Stories.alice("v-1", NOON), List.of(ALICES, BOBS));
    vault.destroyKeys(List.of(alice));
    assertThat(journal.find(FIRST).orElseThrow().toString()).doesNotContain("Alice Ahn,", "alice");
    assertThat(journal.status().state().name()).isEqualTo("READY");
    house.erase(alice);
    assertThat(journal.find(FIRST).orElseThrow().toString()).doesNotContain("Alice Ahn,", "alice");
    assertThat(house.count("select count(*) from record")).isZero();
  }

  @Test
  void aCopyHasTheVisitAndNobodyElse() throws Exception {
    house.grant(alice, Purpose.VISIT_LOG);
    house.grant(bob, Purpose.VISIT_LOG);
    journal.keep(Stories.alice("v-1", NOON), List.of(ALICES, BOBS));
    PersonalRecord copy = TestRecords.of(house, vault).of(ALICE, DataKind.VISIT).get(0);
    assertThat(new String(copy.content(), StandardCharsets.UTF_8))
        .startsWith("{\"visit\":\"v-1\"")
        .contains("front-door", "Alice Ahn, unit 4", "The door opened for Alice Ahn")
        .doesNotContain("Bob", "bob");
    assertThat(copy.madeAt()).isEqualTo(NOON.truncatedTo(java.time.temporal.ChronoUnit.MILLIS));
  }

  @Test
  void whatIsKeptAgainTakesThePlaceOfWhatWas() throws Exception {
    house.grant(alice, Purpose.VISIT_LOG);
    journal.keep(Stories.alice("v-1", NOON), List.of(ALICES));
    VisitStory corrected = decided("v-1", new Decision.Refuse("not that person"));
    journal.keep(corrected, List.of());
    assertThat(journal.find(FIRST).orElseThrow().decision()).isEqualTo(corrected.decision());
    assertThat(house.count("select count(*) from visit_story")).isEqualTo(1);
    assertThat(house.count("select count(*) from record")).isZero();
  }

  @Test
  void whatIsForgottenGoesWithWhatIsBesideItAndTakesNoOtherAlong() throws Exception {
    house.grant(alice, Purpose.VISIT_LOG);
    VisitPicture picture = new VisitPicture(NOON, new byte[] {1});
    journal.keep(Stories.alice("v-1", NOON), List.of(ALICES));
    journal.keep(Stories.asksForBob("v-2", NOON), List.of(), List.of(picture));
    journal.keep(Stories.alice("v-3", NOON), List.of(ALICES));
    journal.forget(Set.of());
    journal.forget(Set.of(new VisitId("v-1"), new VisitId("v-2"), new VisitId("v-none")));
    assertThat(journal.find(new VisitId("v-1"))).isEmpty();
    assertThat(journal.find(new VisitId("v-3")).orElseThrow().claimedName()).isPresent();
    assertThat(house.count("select count(*) from visit_story")).isEqualTo(1);
    assertThat(house.count("select count(*) from record")).isEqualTo(1);
    assertThat(house.count("select count(*) from visit_picture")).isZero();
  }

  @Test
  void whatIsNotInTheJournalIsNotCorrectedInIt() throws Exception {
    refused(() -> journal.correct(FIRST, wrong("guest")), "unknown-visit");
    site.configure(Map.of("refused", "visit"));
    assertThat(journal.correct(FIRST, wrong("guest"))).isFalse();
    vault.open(false);
    refused(() -> journal.correct(FIRST, wrong("guest")), "vault-locked");
    refused(() -> journal.corrections(Set.of(FIRST)), "vault-locked");
  }

  @Test
  void whatSomebodySaidWasWrongIsFoundByAnotherProcessAndGoesWithTheStory() throws Exception {
    VisitId second = new VisitId("v-2");
    VisitCorrection taken = new VisitCorrection(What.NOT_THIS_PERSON, NOON, Optional.empty());
    journal.keep(Stories.alice("v-1", NOON), List.of());
    journal.keep(Stories.alice("v-2", NOON.plusSeconds(60)), List.of());
    journal.correct(FIRST, wrong("vendor"));
    journal.correct(FIRST, wrong("guest"));
    journal.correct(FIRST, taken);
    journal.correct(second, wrong("guest"));
    journal.uncorrect(second, What.WRONG_INTENT);
    journal.uncorrect(second, What.NOT_THIS_PERSON);
    house.close();
    house = new TestHouse(data, vault);
    journal = over(house.database());
    Map<VisitId, List<VisitCorrection>> said = journal.corrections(Set.of(FIRST, second));
    assertThat(said).containsOnlyKeys(FIRST);
    assertThat(said.get(FIRST)).containsExactlyInAnyOrder(taken, wrong("guest"));
    journal.removeBefore(NOON.plusSeconds(60));
    assertThat(house.count("select count(*) from visit_correction")).isZero();
  }

  @Test
  void aCorrectionThatDoesNotOpenIsToldWithoutItsLabel() throws Exception {
    journal.keep(Stories.alice("v-1", NOON), List.of());
    journal.correct(FIRST, wrong("guest"));
    house.change("update visit_correction set sealed = repeat(X'00', 99)");
    assertThat(journal.corrections(Set.of(FIRST)).get(FIRST))
        .containsExactly(new VisitCorrection(What.WRONG_INTENT, NOON, Optional.empty()));
  }

  private static VisitCorrection wrong(String label) {
    return new VisitCorrection(What.WRONG_INTENT, NOON, Optional.of(label));
  }

  @Test
  void aBrokenStoryTakesNoOtherAwayAndIsCounted() throws Exception {
    for (String id : List.of("v-1", "v-2", "v-3")) {
      journal.keep(Stories.alice(id, NOON), List.of());
    }
    house.change("update visit_story set sealed = repeat(X'00', 99) where id = 'v-2'");
    assertThat(journal.page(wish(10), story -> true).stories())
        .extracting(story -> story.id().value())
        .containsExactly("v-3", "v-1");
    assertThat(journal.find(new VisitId("v-2"))).isEmpty();
    assertThat(journal.status().state().name()).isEqualTo("DEGRADED");
    assertThat(journal.status().sentence()).startsWith("1 visits do not open");
    house.change("delete from visit_story where id = 'v-2'");
    journal.contentReplaced();
    assertThat(journal.status().state().name()).isEqualTo("READY");
  }

  @Test
  void aStoryInAnothersPlaceDoesNotOpen() throws Exception {
    journal.keep(Stories.alice("v-1", NOON), List.of());
    house.change("update visit_story set id = 'v-7'");
    assertThat(journal.find(new VisitId("v-7"))).isEmpty();
  }

  @Test
  void aBrokenNameTakesOnlyTheName() throws Exception {
    house.grant(alice, Purpose.VISIT_LOG);
    house.grant(bob, Purpose.VISIT_LOG);
    journal.keep(Stories.alice("v-1", NOON), List.of(ALICES, BOBS));
    house.change("update record set sealed = repeat(X'00', 99) where subject = ?", bob);
    VisitStory found = journal.find(FIRST).orElseThrow();
    assertThat(found.claimedName()).contains("Alice Ahn");
    assertThat(found.degraded()).containsExactly(Marks.SOMEBODY + " could not be called");
    assertThat(journal.status().state().name()).isEqualTo("DEGRADED");
  }

  private static VisitStory decided(String id, Decision decision) {
    return Stories.story(id, NOON, Optional.empty(), Optional.of(decision), Optional.empty());
  }

  private static VisitStory answered(String id, DoorOutcome outcome) {
    return Stories.story(id, NOON, Optional.empty(), Optional.empty(), Optional.of(outcome));
  }

  private static Wish wish(int limit) {
    return new Wish(Optional.empty(), Optional.empty(), Optional.empty(), limit);
  }

  /** A disk that takes nothing. */
  private final class FullDisk implements Database {
    @Override
    public <T> T read(Work<T> work) throws VestibuleException {
      return house.database().read(work);
    }

    @Override
    public <T> T write(Work<T> work) throws VestibuleException {
      throw new VestibuleException("storage-full", "the database", "full", "room", "Free some");
    }
  }
}
