// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.gate.Gate;
import org.vestibule.api.station.Frame;
import org.vestibule.api.station.StationId;
import org.vestibule.api.visit.VisitCorrection;
import org.vestibule.api.visit.VisitCorrection.What;
import org.vestibule.api.visit.VisitId;
import org.vestibule.api.visit.VisitJournal;
import org.vestibule.api.visit.VisitPicture;
import org.vestibule.api.visit.VisitStory;

/** A journal that is missing, full or replaced gets each visit once, in their order. */
class ChronicleTest {
  private final Gate<VisitJournal> gate = new Gate<>("the journal");
  private final Workers workers = new Workers();
  private final Map<VisitId, Chronicle.Page> remembered = new ConcurrentHashMap<>();
  private final Chronicle chronicle =
      new Chronicle(
          gate, workers, id -> Optional.ofNullable(remembered.get(id)), Duration.ofMillis(5));

  @AfterEach
  void stop() throws InterruptedException {
    workers.stop(Duration.ofSeconds(3));
  }

  private VisitId close(String id) {
    return close(id, Optional.empty());
  }

  private VisitId close(String id, Optional<Frame> picture) {
    VisitId visit = new VisitId(id);
    remembered.put(visit, new Chronicle.Page(story(visit), List.of(), true));
    chronicle.closed(visit, picture.map(frame -> new Kept(frame, Optional.empty())));
    return visit;
  }

  private static Frame picture(int second) throws IOException {
    return new Frame(SnapshotTest.jpeg(64, 48), Instant.EPOCH.plusSeconds(second), 0);
  }

  /** Takes its first visit only when it is told to. */
  private static final class SlowJournal extends PaperJournal {
    final CountDownLatch asked = new CountDownLatch(1);
    final CountDownLatch told = new CountDownLatch(1);

    @Override
    public boolean keep(VisitStory story, List<Named> named, List<VisitPicture> shown)
        throws VestibuleException {
      asked.countDown();
      try {
        told.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return super.keep(story, named, shown);
    }
  }

  @Test
  void aFullDiskGetsThemWhenThereIsRoom() {
    PaperJournal journal = new PaperJournal();
    journal.refusal = "storage-full";
    gate.enter(journal);
    List<VisitId> visits = List.of(close("v-1"), close("v-2"), close("v-3"));
    assertThat(chronicle.waiting()).isEqualTo(3);
    journal.refusal = null;
    Building.until(() -> chronicle.waiting() == 0);
    assertThat(journal.ids()).isEqualTo(visits);
  }

  @Test
  void whatNoJournalWillEverTakeHoldsUpNoOther() {
    PaperJournal journal = new PaperJournal();
    journal.refusal = "too-many-named";
    gate.enter(journal);
    close("v-1");
    Building.until(() -> chronicle.waiting() == 0);
    journal.refusal = null;
    VisitId second = close("v-2");
    Building.until(() -> chronicle.waiting() == 0);
    assertThat(journal.ids()).containsExactly(second);
  }

  @Test
  void whatFailsInAWayThatNobodyThoughtOfIsTriedAgain() {
    AtomicBoolean failed = new AtomicBoolean();
    PaperJournal journal =
        new PaperJournal() {
          @Override
          public boolean keep(VisitStory story, List<Named> named, List<VisitPicture> shown)
              throws VestibuleException {
            if (failed.compareAndSet(false, true)) {
              throw new OutOfMemoryError("as a full heap would");
            }
            return super.keep(story, named, shown);
          }
        };
    gate.enter(journal);
    VisitId visit = close("v-1");
    Building.until(() -> chronicle.waiting() == 0);
    assertThat(journal.ids()).containsExactly(visit);
  }

  @Test
  void whatClosesWhileAnotherIsHandedOverKeepsItsPicture() throws Exception {
    SlowJournal journal = new SlowJournal();
    gate.enter(journal);
    close("v-1");
    journal.asked.await();
    close("v-2", Optional.of(picture(2)));
    journal.told.countDown();
    Building.until(() -> chronicle.waiting() == 0);
    assertThat(journal.pictures)
        .extracting(VisitPicture::capturedAt)
        .containsExactly(Instant.EPOCH.plusSeconds(2));
  }

  @Test
  void whileTheJournalHangsTheOldestLosePicturesAndNoStory() throws Exception {
    SlowJournal journal = new SlowJournal();
    gate.enter(journal);
    close("v-1");
    journal.asked.await();
    int last = 1 + Chronicle.MOST_UNDEVELOPED + 2;
    for (int i = 2; i <= last; i++) {
      close("v-" + i, Optional.of(picture(i)));
    }
    journal.told.countDown();
    Building.until(() -> chronicle.waiting() == 0);
    assertThat(journal.ids()).hasSize(last);
    assertThat(journal.pictures)
        .extracting(each -> each.capturedAt().getEpochSecond())
        .containsExactly(4L, 5L, 6L, 7L);
  }

  @Test
  void aJournalThatComesLaterGetsThemAndItsSuccessorWhatFollows() {
    List<VisitId> visits = List.of(close("v-1"), close("v-2"));
    PaperJournal first = new PaperJournal();
    gate.enter(first);
    Building.until(() -> chronicle.waiting() == 0);
    assertThat(first.ids()).isEqualTo(visits);
    gate.leave(first);
    VisitId third = close("v-3");
    PaperJournal second = new PaperJournal();
    gate.enter(second);
    Building.until(() -> chronicle.waiting() == 0);
    assertThat(second.ids()).containsExactly(third);
    assertThat(first.ids()).isEqualTo(visits);
  }

  @Test
  void whatIsForgottenIsNotWaitedFor() {
    VisitId first = close("v-1");
    remembered.remove(first);
    chronicle.forgotten(first);
    VisitId second = close("v-2");
    PaperJournal journal = new PaperJournal();
    gate.enter(journal);
    Building.until(() -> chronicle.waiting() == 0);
    assertThat(journal.ids()).containsExactly(second);
  }

  @Test
  void whatWasWrongInAVisitFollowsItsStoryAndIsTriedUntilItIsTaken() {
    PaperJournal journal = new PaperJournal();
    VisitId first = new VisitId("v-1");
    wrong(first, "guest");
    assertThat(chronicle.corrections()).isEqualTo(1);
    gate.enter(journal);
    close("v-1");
    Building.until(() -> chronicle.corrections() == 0);
    assertThat(journal.said).containsExactly("v-1 wrong-intent guest");
    journal.refusal = "vault-locked";
    wrong(first, "vendor");
    chronicle.corrected(first, What.WRONG_INTENT, Optional.empty());
    journal.refusal = null;
    Building.until(() -> chronicle.corrections() == 0);
    assertThat(journal.said).isEmpty();
  }

  @Test
  void whatNoStoryIsKeptOfWaitsUntilThereIsTooMuchOfIt() {
    gate.enter(new PaperJournal());
    for (int i = 0; i <= Slips.MOST; i++) {
      wrong(new VisitId("v-" + i), "guest");
    }
    assertThat(chronicle.corrections()).isEqualTo(Slips.MOST);
  }

  private void wrong(VisitId visit, String label) {
    VisitCorrection said =
        new VisitCorrection(What.WRONG_INTENT, Instant.EPOCH, Optional.of(label));
    chronicle.corrected(visit, What.WRONG_INTENT, Optional.of(said));
  }

  private static VisitStory story(VisitId id) {
    return new VisitStory(
        id,
        new StationId("front"),
        new DoorId("front-door"),
        Instant.EPOCH,
        Optional.of(Instant.EPOCH),
        1,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of());
  }
}
