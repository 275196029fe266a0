// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.vestibule.api.door.Decision;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.visit.VisitStory;

/** What is left of somebody who was erased in the visits that are remembered. */
class ErasedVisitsTest extends VisitFixture {
  @Test
  void theVisitStaysAndNamesNobody() throws Exception {
    house.sees(frame -> Building.known());
    VisitStory story = house.visit(Building.CODE);
    assertThat(story.claimedName()).hasValue("Anna");
    house.people.forget(Building.ANNA);
    assertThat(house.reception.erase(Building.ANNA)).isEqualTo(1);
    VisitStory left = house.reception.story(story.id()).orElseThrow();
    assertThat(left.openedAt()).isEqualTo(story.openedAt());
    assertThat(left.claimedName()).isEmpty();
    assertThat(left.decision()).hasValueSatisfying(this::namesNobody);
    assertThat(house.reception.recent(9).toString()).doesNotContainIgnoringCase("anna");
    assertThat(house.reception.about(Building.ANNA)).isEmpty();
    assertThat(house.reception.erase(Building.ANNA)).as("again").isZero();
  }

  private void namesNobody(Decision decision) {
    assertThat(decision)
        .isInstanceOfSatisfying(
            Decision.Admit.class, admit -> assertThat(admit.person()).isEqualTo(Mentions.ERASED));
  }

  @Test
  void aReasonWithTheNameLosesItAndNoOtherWord() throws Exception {
    house.sees(frame -> Building.known());
    house.rooms.policy.enter(
        facts -> new Decision.Ring(false, "Annabel waits; Anna has no right to open"));
    VisitStory story = house.visit(Building.CODE);
    house.reception.erase(Building.ANNA);
    assertThat(house.reception.story(story.id()).orElseThrow().decision().orElseThrow().reason())
        .isEqualTo("Annabel waits; somebody who was erased has no right to open");
  }

  @Test
  void whoIsErasedDuringTheirVisitIsNotNamedInWhatFollows() throws Exception {
    house.sees(
        frame -> {
          house.reception.erase(Building.ANNA);
          return Building.known();
        });
    VisitStory story = house.visit(Building.CODE);
    assertThat(story.claimedName()).isEmpty();
    assertThat(house.reception.story(story.id()).orElseThrow().claimedName()).isEmpty();
  }

  @Test
  void aCopyHasTheVisitsOfOnePersonAndOfNobodyElse() throws Exception {
    house.sees(frame -> Building.known());
    VisitStory story = house.visit(Building.CODE);
    house.visit();
    assertThat(house.reception.about(new PersonId("bert"))).isEmpty();
    assertThat(house.reception.about(Building.ANNA))
        .extracting(VisitStory::id)
        .contains(story.id());
    String copy =
        new String(
            StoryCopy.of(house.reception.about(Building.ANNA).get(0)).content(),
            StandardCharsets.UTF_8);
    assertThat(copy).contains("Anna", story.id().value());
  }
}
