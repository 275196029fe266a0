// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.vestibule.api.visit.VisitJournal.Named;
import org.vestibule.api.visit.VisitPicture;
import org.vestibule.api.visit.VisitStory;

/** Visits on their way into the journal, which no door waits for. */
class KeptVisitTest extends VisitFixture {
  @Test
  void aJournalThatHangsHoldsUpNoDoorAndNoVisit() throws Exception {
    CountDownLatch hanging = new CountDownLatch(1);
    PaperJournal journal =
        new PaperJournal() {
          @Override
          public boolean keep(VisitStory story, List<Named> named, List<VisitPicture> shown) {
            try {
              hanging.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            return false;
          }
        };
    house.rooms.journal.enter(journal);
    house.sees(frame -> Building.known());
    for (int i = 0; i < 3; i++) {
      assertThat(house.visit(Building.CODE).outcome()).isPresent();
    }
    assertThat(house.orders).hasSize(3);
    hanging.countDown();
  }

  @Test
  void aVisitIsKeptAsItEndedAndWithWhomItNames() throws Exception {
    PaperJournal journal = new PaperJournal();
    house.rooms.journal.enter(journal);
    house.sees(frame -> Building.known());
    VisitStory story = house.visit(Building.CODE);
    Building.until(() -> journal.kept.size() == 1);
    Chronicle.Page page = journal.kept.get(0);
    assertThat(page.story()).isEqualTo(story);
    assertThat(page.named())
        .containsExactly(new Named(Building.ANNA, List.of("Anna, unit 1", "Anna")));
  }

  @Test
  void thatSomebodyWasTakenForAnotherIsKeptOnceBesideTheVisit() throws Exception {
    PaperJournal journal = new PaperJournal();
    house.rooms.journal.enter(journal);
    house.sees(frame -> Building.known());
    VisitStory story = house.visit(Building.CODE);
    house.reception.notThisPerson(story.id(), "ada");
    house.reception.notThisPerson(story.id(), "ada");
    house.reception.wrongIntent(story.id(), Optional.of("guest"));
    house.reception.stop();
    assertThat(journal.said)
        .containsExactly(story.id() + " not-this-person", story.id() + " wrong-intent guest");
  }

  @Test
  void whoIsErasedBeforeItIsKeptIsNotHandedOver() throws Exception {
    PaperJournal journal = new PaperJournal();
    house.sees(frame -> Building.known());
    VisitStory story = house.visit(Building.CODE);
    Building.until(() -> house.reception.erase(Building.ANNA) == 1);
    house.rooms.journal.enter(journal);
    house.reception.stop();
    assertThat(journal.ids()).containsExactly(story.id());
    assertThat(journal.kept.toString()).doesNotContainIgnoringCase("anna");
  }

  @Test
  void whatIsOpenWhenTheGatewayStopsIsKept() throws Exception {
    PaperJournal journal = new PaperJournal();
    house.rooms.journal.enter(journal);
    CountDownLatch looked = new CountDownLatch(1);
    house.sees(
        frame -> {
          looked.countDown();
          new CountDownLatch(1).await();
          return Building.known();
        });
    house.press(Building.CODE);
    looked.await();
    house.reception.stop();
    assertThat(journal.kept.get(0).story().degraded())
        .contains("The gateway stopped during the visit");
  }
}
