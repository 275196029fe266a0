// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vestibule.core.internal.KeptPictures;

/** A picture goes with a visit into the journal where a site wishes that, and nowhere else. */
class KeptPictureTest extends VisitFixture {
  private final PaperJournal journal = new PaperJournal();

  @BeforeEach
  void aCamera() throws Exception {
    house.front().view = SnapshotTest.jpeg(1280, 960);
    house.sees(frame -> Building.known());
  }

  private void visitToTheEnd() throws Exception {
    house.rooms.journal.enter(journal);
    house.visit(Building.CODE);
    Building.until(() -> journal.kept.size() == 1);
  }

  @Test
  void withoutBeingAskedForNoneIsKept() throws Exception {
    visitToTheEnd();
    assertThat(journal.pictures).isEmpty();
  }

  @Test
  void aPictureThatCannotBeReadTakesNoVisitAlong() throws Exception {
    house.front().view = null;
    house.settings = house.settings.with(KeptPictures.PRESS);
    visitToTheEnd();
    assertThat(journal.pictures).isEmpty();
  }

  @Test
  void theFirstPictureIsKeptSmall() throws Exception {
    house.settings = house.settings.with(KeptPictures.PRESS);
    visitToTheEnd();
    assertThat(journal.pictures).hasSize(1);
    byte[] jpeg = journal.pictures.get(0).jpeg();
    assertThat(ImageIO.read(new ByteArrayInputStream(jpeg)).getWidth()).isEqualTo(640);
  }

  @Test
  void whoeverStopsTheGatewayDoesNotWaitForPictures() throws Exception {
    house.settings = house.settings.with(KeptPictures.PRESS);
    house.visit(Building.CODE);
    house.rooms.journal.enter(journal);
    house.reception.stop();
    assertThat(journal.kept).hasSize(1);
  }

  @Test
  void whoIsErasedMeanwhileTakesThePictureAlong() throws Exception {
    house.settings = house.settings.with(KeptPictures.PRESS);
    house.visit(Building.CODE);
    Building.until(() -> house.reception.erase(Building.ANNA) == 1);
    house.rooms.journal.enter(journal);
    house.reception.stop();
    assertThat(journal.kept).hasSize(1);
    assertThat(journal.pictures).isEmpty();
  }
}
