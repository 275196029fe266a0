// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vestibule.api.door.Decision;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.door.EntryMethod;
import org.vestibule.api.people.Claim;
import org.vestibule.api.visit.VisitStory;
import org.vestibule.core.internal.CoreKey;
import org.vestibule.core.internal.NeedOfRights;

/** Where rights are required, a door stays shut while nobody can say who may pass it. */
class RightsRequiredTest extends VisitFixture {
  @BeforeEach
  void require() {
    house.with(CoreKey.REPLACEMENT, 0).settings = house.settings.with(NeedOfRights.REQUIRED);
    house.sees(frame -> Building.known());
  }

  @Test
  void beforeTheRightsAreThereTheBellRingsAndSaysWhy() throws Exception {
    VisitStory story = house.visit(Building.CODE);
    assertThat(house.orders).isEmpty();
    assertThat(story.decision().get()).isInstanceOf(Decision.Ring.class);
    assertThat(story.decision().get().reason()).contains("rights of this house are not here");
    assertRangOnce(story, false);
  }

  @Test
  void whoIsRecognisedWithoutACodeIsNotLetInEither() throws Exception {
    house.identifies();
    VisitStory story = house.visit();
    assertThat(house.orders).isEmpty();
    assertThat(story.decision().get().reason()).contains("rights of this house are not here");
    assertRangOnce(story, false);
  }

  @Test
  void rightsThatCameAndWentForGoodOpenNothingUntilTheyAreBack() throws Exception {
    PaperRights rights = new PaperRights();
    house.rooms.rights.enter(rights);
    assertThat(house.visit(Building.CODE).outcome().get()).isInstanceOf(DoorOutcome.Opened.class);
    house.rooms.rights.leave(rights);
    assertThat(house.visit(Building.CODE).outcome()).isEmpty();
    house.rooms.rights.enter(rights);
    assertThat(house.visit(Building.CODE).outcome().get()).isInstanceOf(DoorOutcome.Opened.class);
    assertThat(house.orders).hasSize(2);
  }

  @Test
  void noDoorPolicyGetsAroundIt() throws Exception {
    house.rooms.policy.enter(facts -> new Decision.Admit(Building.ANNA, "I like them"));
    VisitStory story = house.visit(Building.CODE);
    assertThat(house.orders).isEmpty();
    assertRangOnce(story, false);
  }

  @Test
  void aNumberThatNobodyCouldLookAtIsNoGuess() throws Exception {
    house.with(CoreKey.WRONG_CLAIMS, 1);
    house.visit(new Claim(PaperRights.PASS_NUMBER));
    PaperRights rights = new PaperRights();
    rights.ways = List.of(Set.of(EntryMethod.PASS));
    house.rooms.rights.enter(rights);
    assertThat(house.visit(new Claim(PaperRights.PASS_NUMBER)).outcome().get())
        .isInstanceOf(DoorOutcome.Opened.class);
  }
}
