// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.event.DoorEvent.DoorAnswered;
import org.vestibule.api.visit.VisitId;
import org.vestibule.api.visit.VisitStory;
import org.vestibule.core.internal.CoreKey;

/** What happens to whoever holds the picture of a pass before the camera. */
class PassPictureTest extends VisitFixture {
  private final PaperRights rights = new PaperRights();

  @BeforeEach
  void keepRights() {
    house.rooms.rights.enter(rights);
    house.front().frames = 5;
  }

  @Test
  void aScannerThatFailsLeavesAnOrdinaryIntercom() throws Exception {
    house.rooms.scanner.enter(
        frame -> {
          throw new IllegalStateException("broken");
        });
    assertRangOnce(house.visit(), false);
  }

  @Test
  void aPictureThatIsNobodysRingsNoSecondTimeAndIsNoGuess() throws Exception {
    house.rooms.scanner.enter(frame -> Optional.of("https://example.org/menu"));
    VisitStory story = house.visit();
    assertRangOnce(story, false);
    assertThat(rights.checked).containsKey("https://example.org/menu");
    awaitAudit("visit-closed");
    assertThat(house.ledger.actions()).doesNotContain("claims-ignored");
  }

  @Test
  void nobodyTriesNumbersByADisplay() throws Exception {
    for (String text : new String[] {PaperRights.PASS_NUMBER, "A1*2468", "1#2468"}) {
      house.rooms.scanner.enter(frame -> Optional.of(text));
      house.visit();
    }
    assertThat(rights.checked).isEmpty();
    assertThat(house.orders).isEmpty();
  }

  @Test
  void withoutRightsNoPictureIsRead() throws Exception {
    house.rooms.rights.leave(rights);
    house.with(CoreKey.REPLACEMENT, 0);
    house.rooms.scanner.enter(
        frame -> {
          throw new AssertionError("nobody asked for it");
        });
    assertThat(house.visit().degraded()).noneMatch(s -> s.contains("pass"));
    assertThat(house.front().openFeeds).hasValue(0);
  }

  @Test
  void thePictureOfAPassOpensWithoutAFace() throws Exception {
    house.rooms.scanner.enter(frame -> Optional.of(PaperRights.PICTURE));
    VisitStory story = house.visit();
    assertThat(story.outcome().get()).isInstanceOf(DoorOutcome.Opened.class);
    assertThat(house.orders).singleElement().matches(o -> o.person().equals(Building.ANNA));
  }

  @Test
  void whatIsLookedAtForFacesIsReadToo() throws Exception {
    CountDownLatch shown = new CountDownLatch(1);
    house.front().frames = Integer.MAX_VALUE;
    house.identifies();
    house.sees(
        frame -> {
          shown.countDown();
          return Building.stranger();
        });
    house.rooms.scanner.enter(
        frame -> shown.getCount() == 0 ? Optional.of(PaperRights.PICTURE) : Optional.empty());
    VisitId visit = house.press();
    house.await(DoorAnswered.class, event -> event.visit().equals(visit));
    assertThat(house.closed(visit).outcome().get()).isInstanceOf(DoorOutcome.Opened.class);
  }
}
