// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vestibule.vision.internal.face.Face;

class TrackerTest {
  private static final long MILLIS = 1_000_000;

  private final Tracker tracker = new Tracker();

  @Test
  void aFaceThatWalksAtAnUnevenFrameRateKeepsItsTrack() {
    long[] times = {0, 40, 300, 360, 700, 740, 1100, 1500};
    for (long at : times) {
      Sighted sighted = next(at, face(100 + 0.1 * at, 200));

      assertThat(sighted.track().id()).isEqualTo("t1");
      assertThat(sighted.track().doubtful()).isFalse();
    }
    Face expected = tracker.tracks().get(0).expected(1700 * MILLIS);
    assertThat(expected.centreX()).isCloseTo(100 + 0.1 * 1700, within(8.0));
    assertThat(expected.centreY()).isCloseTo(200, within(1.0));
  }

  @Test
  void whoIsLostForTooLongComesBackAsSomebodyElse() {
    next(0, face(300, 200));
    tracker.next(List.of(), 1000 * MILLIS);
    assertThat(next(1900, face(300, 200)).track().id()).isEqualTo("t1");
    tracker.next(List.of(), 3000 * MILLIS);
    assertThat(next(4000, face(300, 200)).track().id()).isEqualTo("t2");
  }

  @Test
  void whoComesBackAfterAGapIsDoubtedUntilAppearanceConfirmsIt() {
    next(0, face(300, 200));
    tracker.next(List.of(), 200 * MILLIS);
    Track back = next(400, face(300, 200)).track();

    assertThat(back.doubtful()).isTrue();
    back.confirm();
    assertThat(next(600, face(300, 200)).track().doubtful()).isFalse();
  }

  @Test
  void aFaceFarAwayIsAnotherPerson() {
    next(0, face(100, 200));

    assertThat(next(100, face(400, 200)).track().id()).isEqualTo("t2");
  }

  @Test
  void aFaceOfQuiteAnotherSizeIsAnotherPerson() {
    next(0, face(300, 200));

    assertThat(next(100, new Face(250, 140, 100, 240, 1, new double[0])).track().id())
        .isEqualTo("t2");
  }

  @Test
  void whoStandsWhereSomebodyElseStandsIsDoubted() {
    tracker.next(List.of(face(300, 200), face(500, 200)), 0);
    List<Sighted> close = tracker.next(List.of(face(360, 200), face(400, 200)), 200 * MILLIS);

    assertThat(close).allMatch(sighted -> sighted.track().doubtful());
  }

  @Test
  void theTrackOfWhomAppearanceDeniesGoesOnFromWhereItWas() {
    next(0, face(300, 200));
    Sighted sighted = next(200, face(310, 200));
    Track old = sighted.track();

    tracker.separate(sighted);

    assertThat(sighted.track().id()).isEqualTo("t2");
    assertThat(tracker.present(old)).isEmpty();
    assertThat(old.seenNanos()).isZero();
    assertThat(next(400, face(320, 200)).track().id()).isEqualTo("t2");
  }

  @Test
  void twoWhoWereTakenForEachOtherChangePlaces() {
    tracker.next(List.of(face(200, 200), face(500, 200)), 0);
    List<Sighted> both = tracker.next(List.of(face(200, 200), face(500, 200)), 200 * MILLIS);
    Track left = both.get(0).track();
    Track right = both.get(1).track();

    tracker.hand(both.get(0), right);

    assertThat(both.get(0).track()).isSameAs(right);
    assertThat(both.get(1).track()).isSameAs(left);
    assertThat(left.doubtful()).isTrue();
  }

  @Test
  void ofVeryManyFacesTheLargestAreFollowed() {
    List<Face> faces = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      faces.add(face(100 * (i % 20), 150 * (i / 20)));
    }

    assertThat(tracker.next(faces, 0)).hasSize(Tracker.MOST_FACES);
    assertThat(tracker.next(faces, 200 * MILLIS)).hasSize(Tracker.MOST_FACES);
    assertThat(tracker.tracks()).hasSize(Tracker.MOST_FACES);
  }

  private Sighted next(long millis, Face face) {
    return tracker.next(List.of(face), millis * MILLIS).get(0);
  }

  private static Face face(double centreX, double centreY) {
    return new Face(centreX - 40, centreY - 50, 80, 100, 1, new double[0]);
  }
}
