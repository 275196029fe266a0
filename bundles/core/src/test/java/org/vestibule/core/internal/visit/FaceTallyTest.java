// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vestibule.api.face.FaceAnswer;
import org.vestibule.api.station.Frame;
import org.vestibule.core.internal.CoreSettings;

/** What several pictures together are worth. */
class FaceTallyTest {
  private final FaceTally tally = new FaceTally(Building.ANNA, CoreSettings.defaults());
  private byte next;

  @Test
  void oneRepeatedPictureIsOnePicture() {
    byte[] frozen = {1, 2, 3};
    for (int i = 0; i < 5; i++) {
      tally.add(look(frozen.clone(), Building.known(), Duration.ZERO));
    }
    assertThat(tally.decided()).isFalse();
    assertThat(answer()).isInstanceOf(FaceAnswer.PoorQuality.class);
  }

  @Test
  void stalePicturesDoNotCountTowardsAFreshOne() {
    tally.add(look(another(), Building.known(), Duration.ofSeconds(5)));
    tally.add(look(another(), Building.known(), Duration.ofSeconds(5)));
    tally.add(look(another(), Building.known(), Duration.ZERO));
    assertThat(tally.decided()).isFalse();
    tally.add(look(another(), Building.known(), Duration.ZERO));
    assertThat(answer()).isInstanceOf(FaceAnswer.Known.class);
  }

  @Test
  void anArtefactInBetweenBeginsTheCountAnew() {
    tally.add(look(another(), Building.known(), Duration.ZERO));
    tally.add(look(another(), Building.spoof(), Duration.ZERO));
    tally.add(look(another(), Building.known(), Duration.ZERO));
    assertThat(tally.decided()).isFalse();
  }

  private FaceAnswer answer() {
    return tally.finding().answer().orElseThrow();
  }

  private byte[] another() {
    return new byte[] {next++};
  }

  private static FaceTally.Look look(byte[] picture, FaceAnswer answer, Duration age) {
    long now = System.nanoTime();
    Frame frame = new Frame(picture, Instant.now(), now - age.toNanos());
    return new FaceTally.Look(frame, List.of(), answer, now, now);
  }
}
