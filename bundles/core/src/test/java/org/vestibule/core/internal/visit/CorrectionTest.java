// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.Decision;
import org.vestibule.api.event.VisitEvent.VisitUpdated;
import org.vestibule.api.face.FaceAnswer;
import org.vestibule.api.face.FaceReference;
import org.vestibule.api.face.FaceSighting;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.api.visit.VisitId;
import org.vestibule.core.internal.CoreKey;
import org.vestibule.core.internal.StepUp;

/** "This is not that person": what is kept for it, for how long, and of whom. */
class CorrectionTest extends VisitFixture {
  @Test
  void ofAStrangerAnArtefactOrAnybodyNotKnownNothingIsKept() throws Exception {
    house.front().frames = 3;
    List<FaceAnswer> answers =
        List.of(
            Building.stranger(),
            Building.spoof(),
            Building.unproven(),
            new FaceAnswer.NoFace("No face", List.of()),
            new FaceAnswer.PoorQuality("Too dark", List.of()));
    for (FaceAnswer answer : answers) {
      house.sees(frame -> answer);
      refuses("nothing-to-correct", house.visit(Building.CODE).id());
    }
    refuses("nothing-to-correct", house.visit().id());
    assertThat(house.people.negatives(Building.ANNA)).isEmpty();
  }

  @Test
  void aFaceThatWasNotConfirmedIsNotKeptEvenIfAVerifierHandsItOut() throws Exception {
    house.sees(frame -> Building.known());
    house.front().frames = 1;
    house.verifiers.get(0).liar =
        (honest, frame) ->
            new FaceSighting(
                Building.known(),
                true,
                Optional.empty(),
                Optional.empty(),
                Optional.of(PaperVerifier.face("m", 0)),
                Optional.empty());
    refuses("nothing-to-correct", house.visit(Building.CODE).id());
  }

  @Test
  void aVisitThatNobodyRemembersIsNamed() {
    refuses("unknown-visit", new VisitId("v-1"));
  }

  @Test
  void aFaceIsKeptNoLongerThanSaid() throws Exception {
    house.with(CoreKey.CORRECTION, 5).sees(frame -> Building.known());
    VisitId visit = house.visit(Building.CODE).id();
    house.aheadNanos.set(TimeUnit.MINUTES.toNanos(5));
    refuses("correction-too-late", visit);
    house.aheadNanos.set(0);
    refuses("correction-too-late", visit);
  }

  @Test
  void aSiteMayKeepNoFaceAtAll() throws Exception {
    house.with(CoreKey.CORRECTION, 0).sees(frame -> Building.known());
    refuses("nothing-to-correct", house.visit(Building.CODE).id());
  }

  @Test
  void withThePersonTheirFaceGoesToo() throws Exception {
    house.sees(frame -> Building.known());
    VisitId visit = house.visit(Building.CODE).id();
    house.people.forget(Building.ANNA);
    refuses("nothing-to-correct", visit);
  }

  @Test
  void aMistakeThatCannotBeAuditedIsNotNotedAndMayBeToldAgain() throws Exception {
    house.sees(frame -> Building.known());
    VisitId visit = house.visit(Building.CODE).id();
    house.ledger.full = true;
    refuses("audit-unwritable", visit);
    assertThat(house.people.negatives(Building.ANNA)).isEmpty();
    house.ledger.full = false;
    house.reception.notThisPerson(visit, "ada");
    assertThat(house.people.negatives(Building.ANNA)).hasSize(1);
  }

  @Test
  void aMistakeIsNotedOnceAndTheNextLookKnowsIt() throws Exception {
    List<FaceReference> references = new CopyOnWriteArrayList<>();
    house.sees(
        new PaperVerifier(
            (reference, frame) -> {
              references.add(reference);
              return Building.known();
            }));
    VisitId visit = house.visit(Building.CODE).id();
    house.reception.notThisPerson(visit, "ada");
    house.reception.notThisPerson(visit, "ada");
    house.visit(Building.CODE);
    house.reception.stop();

    assertThat(references)
        .extracting(reference -> ((FaceReference.Claimed) reference).negatives().size())
        .containsExactly(0, 0, 1, 1);
    FaceTemplate negative = house.people.negatives(Building.ANNA).get(0);
    assertThat(negative.similarity(PaperVerifier.face("m", 1))).isGreaterThan(0.999f);
    assertThat(house.ledger.entries)
        .filteredOn(entry -> entry.action().equals("face-corrected"))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.actor()).isEqualTo("ada");
              assertThat(entry.details())
                  .containsOnly(Map.entry("person", "anna"), Map.entry("space", "m"));
            });
    assertThat(house.ledger.actions()).containsOnlyOnce("visit-corrected");
  }

  @Test
  void aVisitInWhichADoorStayedShutMayBeCorrectedToo() throws Exception {
    house.rooms.policy.enter(facts -> new Decision.Ring(false, "the building is closed"));
    house.sees(frame -> Building.known());
    house.reception.notThisPerson(house.visit(Building.CODE).id(), "ada");
    assertThat(house.people.negatives(Building.ANNA)).hasSize(1);
  }

  @Test
  void aCodeThatFollowsTakesTheFormerFaceAway() throws Exception {
    house.identifies().settings = house.settings.with(StepUp.ALWAYS).with(CoreKey.CODE, 60_000);
    house.front().frames = 3;
    house.sees(
        new PaperVerifier(
            (reference, frame) ->
                reference instanceof FaceReference.Gallery
                    ? Building.known()
                    : Building.stranger()));
    VisitId visit = house.press();
    house.await(
        VisitUpdated.class,
        event -> event.after().decision().orElse(null) instanceof Decision.AskMore);
    house.press(Building.CODE);
    house.closed(visit);
    refuses("nothing-to-correct", visit);
  }

  private void refuses(String code, VisitId visit) {
    assertThatThrownBy(() -> house.reception.notThisPerson(visit, "ada"))
        .isInstanceOfSatisfying(
            VestibuleException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
