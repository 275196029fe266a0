// SPDX-License-Identifier: Apache-2.0
package org.vestibule.rights.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vestibule.rights.internal.Bench.FRONT;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.rights.AccessRights.CodeAnswer;
import org.vestibule.api.rights.RightsDesk.IssuedPass;
import org.vestibule.rights.internal.rule.Subject.Place;

/**
 * A backup from before an erasure gives nobody anything who is enrolled later under the same id.
 */
class ErasedAndRestoredTest {
  private final Bench bench = new Bench();
  private IssuedPass pass;

  @BeforeEach
  void adaAndBobHaveSomethingOfEverything() throws Exception {
    bench.rule("all", "doors", "front-door", "who", "person:ada,person:bob", "ways", "code,pass");
    pass = bench.pass(3);
    bench.desk.setCode(bench.ada, "471193".toCharArray());
    bench.desk.setCode(bench.bob, "802645".toCharArray());
    bench.desk.join("staff", bench.ada);
    bench.desk.join("staff", bench.bob);
    for (PersonId each : Set.of(bench.ada, bench.bob)) {
      bench.house.whereabouts.put(each, Map.of("garage", new Place(true, Instant.EPOCH)));
      bench.house.shelf.put(
          bench.house.memory.hash().orElseThrow(), each, bench.house.whereabouts.of(each));
    }
    bench.house.lockouts.wrong(Lockouts.of(bench.ada), bench.now, 5);
    bench.round();
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private void erase(Bench at, PersonId person) throws VestibuleException {
    at.people.people.remove(person);
    told(at);
    at.belongings.erase(person);
  }

  private static void told(Bench at) {
    at.house.memory.peopleChanged();
    at.round();
  }

  private void nothingOfAda(Bench at) throws VestibuleException {
    at.people.add("ada", "12", FRONT);
    told(at);
    nothing(at);
    try (Bench next = at.afterPowerCut()) {
      nothing(next);
      next.desk.setCode(next.ada, "660184".toCharArray());
      next.round();
      assertThat(next.desk.withCode()).contains(next.ada);
    }
  }

  private void nothing(Bench at) {
    assertThat(at.belongings.holds(at.ada)).isFalse();
    assertThat(at.desk.passes()).noneMatch(each -> each.host().equals(at.ada));
    assertThat(at.enter(pass.number())).isNotInstanceOf(CodeAnswer.PassShown.class);
    assertThat(at.shelves.keys("rights-passes")).doesNotContain(pass.pass().id());
  }

  private static void bobHasAll(Bench at) {
    assertThat(at.desk.withCode()).containsExactly(at.bob);
    assertThat(at.desk.groups()).containsEntry("staff", Set.of(at.bob));
    assertThat(at.house.whereabouts.of(at.bob)).containsKey("garage");
  }

  @Test
  void whoeverIsEnrolledAnewUnderTheSameIdHasNothingOfTheOldOne() throws Exception {
    Map<String, byte[]> backup = bench.shelves.content();
    erase(bench, bench.ada);
    bench.shelves.restore(backup);
    told(bench);
    nothing(bench);
    bobHasAll(bench);
    assertThat(bench.audit.lines)
        .last()
        .satisfies(
            line -> {
              assertThat(line.action()).isEqualTo("rights-of-nobody-removed");
              assertThat(line.details()).isEqualTo(Map.of("people", "1"));
            });
    nothingOfAda(bench);
    bobHasAll(bench);
  }

  @Test
  void theSameBackupIsSweptAgain() throws Exception {
    Map<String, byte[]> backup = bench.shelves.content();
    erase(bench, bench.ada);
    for (int i = 0; i < 2; i++) {
      bench.shelves.restore(backup);
      told(bench);
      nothing(bench);
    }
    nothingOfAda(bench);
  }

  @Test
  void aBackupThatIsRestoredWhileTheVaultIsLockedIsSweptWhenItOpens() throws Exception {
    Map<String, byte[]> backup = bench.shelves.content();
    erase(bench, bench.ada);
    bench.shelves.locked = true;
    bench.round();
    bench.shelves.restore(backup);
    bench.shelves.locked = false;
    bench.round();
    bobHasAll(bench);
    nothingOfAda(bench);
  }

  @Test
  void nothingIsRemovedWhileTheDirectoryIsReadAndNothingOfWhoeverItKnows() throws Exception {
    Map<String, byte[]> backup = bench.shelves.content();
    erase(bench, bench.ada);
    bench.people.people.clear();
    bench.people.halfRead = true;
    bench.shelves.restore(backup);
    told(bench);
    assertThat(bench.shelves.content()).hasSameSizeAs(backup);
    assertThat(bench.house.subject(bench.ada, bench.now)).isEmpty();
    bench.people.add("bob", "12", FRONT);
    bench.people.suspended.add(bench.bob);
    bench.people.halfRead = false;
    told(bench);
    bobHasAll(bench);
    nothingOfAda(bench);
  }

  @Test
  void aHouseOfNobodyKeepsWhatIsThereAndGivesItToNobody() throws Exception {
    Map<String, byte[]> backup = bench.shelves.content();
    for (PersonId each : Set.of(bench.ada, bench.bob, bench.cleo)) {
      erase(bench, each);
    }
    bench.shelves.restore(backup);
    told(bench);
    assertThat(bench.shelves.content()).hasSameSizeAs(backup);
    bench.people.add("ada", "12", FRONT);
    assertThat(bench.house.subject(bench.ada, bench.now)).as("until it is removed").isEmpty();
    bench.desk.setCode(bench.ada, "660184".toCharArray());
    told(bench);
    assertThat(bench.desk.withCode()).containsExactly(bench.ada);
    assertThat(bench.desk.groups()).isEmpty();
    assertThat(bench.desk.passes()).isEmpty();
    assertThat(bench.enter(bench.ada, "660184")).isEqualTo(new CodeAnswer.Code(bench.ada, false));
  }

  @Test
  void whatCannotBeAuditedIsRemovedOnceItCan() throws Exception {
    Map<String, byte[]> backup = bench.shelves.content();
    erase(bench, bench.ada);
    bench.shelves.restore(backup);
    bench.audit.unwritable = true;
    told(bench);
    assertThat(bench.house.memory.problem()).isPresent();
    assertThat(bench.belongings.holds(bench.ada)).isTrue();
    bench.audit.unwritable = false;
    bench.round();
    bobHasAll(bench);
    nothingOfAda(bench);
  }
}
