// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vestibule.api.face.FaceAnswer;
import org.vestibule.api.face.FaceBox;
import org.vestibule.api.visit.VisitPicture;
import org.vestibule.core.internal.KeptPictures;

/** The picture that is kept of a visit is the one with which its face was decided on. */
class DecidingPictureTest extends VisitFixture {
  private static final FaceBox PASSING = new FaceBox("t1", 0.9, 0.7, 0.1, 0.1, 0.1);
  private static final FaceBox DECIDING = new FaceBox("t2", 0.8, 0.25, 0.25, 0.25, 0.5);

  private final PaperJournal journal = new PaperJournal();
  private final List<Instant> looks = new CopyOnWriteArrayList<>();

  @BeforeEach
  void aCamera() throws Exception {
    house.front().view = SnapshotTest.jpeg(640, 480);
    house.rooms.journal.enter(journal);
  }

  /** A visit whose second picture decides, with what a verifier tells of each. */
  private void visit(FaceAnswer answer, String whose, FaceBox... boxes) throws Exception {
    PaperVerifier verifier = Building.verifier(frame -> answer);
    verifier.liar =
        (honest, frame) -> {
          looks.add(frame.capturedAt());
          return honest.at(List.of(boxes)).about(Optional.of(whose));
        };
    house.sees(verifier).visit(Building.CODE);
    Building.until(() -> journal.kept.size() == 1);
  }

  private VisitPicture picture() {
    assertThat(journal.pictures).hasSize(1);
    return journal.pictures.get(0);
  }

  @Test
  void withoutBeingAskedForNoneIsKept() throws Exception {
    visit(Building.spoof(), "t2", DECIDING);
    assertThat(journal.pictures).isEmpty();
  }

  @Test
  void whereTheFaceIsInNoPictureTheFirstIsKeptAndNoFaceIsSaidToHaveDecided() throws Exception {
    house.settings = house.settings.with(KeptPictures.PRESS);
    visit(Building.spoof(), "t3", PASSING, DECIDING);
    assertThat(picture().capturedAt()).isEqualTo(looks.get(0));
    assertThat(picture().face()).isEmpty();
  }

  @Test
  void aBoxOutsideOfThePictureIsNone() throws Exception {
    house.settings = house.settings.with(KeptPictures.PRESS);
    visit(Building.spoof(), "t2", new FaceBox("t2", 0.8, 0.9, 0.25, 0.25, 0.5));
    assertThat(picture().capturedAt()).isEqualTo(looks.get(0));
    assertThat(picture().face()).isEmpty();
  }

  @Test
  void ofSeveralFacesItIsTheOneThatDecidedInThePictureThatDecided() throws Exception {
    house.settings = house.settings.with(KeptPictures.PRESS);
    visit(Building.spoof(), "t2", PASSING, DECIDING);
    assertThat(looks).hasSize(2);
    assertThat(picture().capturedAt()).isEqualTo(looks.get(1));
    assertThat(picture().face()).contains(new VisitPicture.Face(0.25, 0.25, 0.25, 0.5));
  }

  @Test
  void whoIsErasedMeanwhileTakesItAlong() throws Exception {
    house.settings = house.settings.with(KeptPictures.PRESS);
    journal.refusal = "vault-locked";
    PaperVerifier verifier = Building.verifier(frame -> Building.spoof());
    verifier.liar =
        (honest, frame) -> honest.at(List.of(DECIDING)).about(Optional.of(DECIDING.track()));
    house.sees(verifier).visit(Building.CODE);
    Building.until(() -> house.reception.erase(Building.ANNA) == 1);
    journal.refusal = null;
    house.reception.stop();
    assertThat(journal.kept).hasSize(1);
    assertThat(journal.pictures).isEmpty();
  }
}
