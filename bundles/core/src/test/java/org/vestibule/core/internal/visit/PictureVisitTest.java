// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.face.FaceAnswer;
import org.vestibule.api.station.Frame;
import org.vestibule.api.visit.VisitId;
import org.vestibule.core.internal.CoreKey;

/** The picture that people see of a visit: one reader, nothing kept. */
class PictureVisitTest extends CallFixture {
  @Test
  void aStationThatIsGoneSaysSo() throws Exception {
    VisitId id = ringing();
    house.front().unreachable = true;
    assertThat(house.reception.picture(id)).isEmpty();
    Building.until(() -> failure(id).equals(Optional.of("station-unreachable")));
    house.front().unreachable = false;
    awaitPicture(id);
  }

  @Test
  void aStationWithoutACameraHasNone() throws Exception {
    VisitId id = ringing();
    house.front().blind = true;
    assertRefused("no-video", () -> house.reception.picture(id));
  }

  @Test
  void whoAsksSeesTheLatestOfOneFeed() throws Exception {
    house.front().frames = Integer.MAX_VALUE;
    VisitId id = ringing();
    long asked = System.nanoTime();
    assertThat(house.reception.picture(id)).as("it begins to look").isEmpty();
    Frame first = awaitPicture(id);
    assertThat(first.capturedNanos() - asked).as("taken since somebody asked").isPositive();
    Building.until(() -> awaitPicture(id) != first);
    assertThat(house.front().openFeeds).hasValue(1);
    phones.stop();
    house.closed(id);
    Building.until(() -> house.front().openFeeds.get() == 0);
  }

  @Test
  void whileAFaceIsLookedAtThatIsThePictureAndNoSecondFeedIsOpened() throws Exception {
    house.front().frames = Integer.MAX_VALUE;
    house
        .with(CoreKey.FACE_DEADLINE, 30_000)
        .sees(frame -> new FaceAnswer.NoFace("No face", List.of()));
    VisitId id = house.press(Building.CODE);
    Building.until(() -> house.front().openedVideo.get() == 1);
    awaitPicture(id);
    assertThat(house.front().openedVideo).hasValue(1);
  }

  @Test
  void whenNobodyAsksNobodyLooks() throws Exception {
    house.front().frames = Integer.MAX_VALUE;
    VisitId id = ringing();
    awaitPicture(id);
    Building.until(() -> house.front().openFeeds.get() == 0);
    assertThat(house.reception.picture(id)).as("nothing was kept").isEmpty();
  }

  private Frame awaitPicture(VisitId id) {
    AtomicReference<Frame> found = new AtomicReference<>();
    Building.until(
        () -> {
          try {
            house.reception.picture(id).ifPresent(found::set);
          } catch (VestibuleException e) {
            return false;
          }
          return found.get() != null;
        });
    return found.get();
  }

  private Optional<String> failure(VisitId id) {
    try {
      house.reception.picture(id);
      return Optional.empty();
    } catch (VestibuleException e) {
      return Optional.of(e.code());
    }
  }
}
