// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.api.station.StationId;
import org.vestibule.vision.internal.point.Cohort;
import org.vestibule.vision.internal.point.ListedPeople;

class EnrolledScoresTest {
  private static final StationId FRONT = new StationId("front");

  private static ListedPeople enrolled(int people, int shots) {
    Random random = new Random(1);
    List<List<FaceTemplate>> all = new ArrayList<>();
    for (int i = 0; i < people; i++) {
      List<FaceTemplate> own = new ArrayList<>();
      float[] person = {1, (float) random.nextGaussian(), (float) random.nextGaussian()};
      for (int k = 0; k < shots; k++) {
        own.add(
            FaceTemplate.of(
                "s",
                new float[] {
                  person[0],
                  person[1] + 0.2f * (float) random.nextGaussian(),
                  person[2] + 0.2f * (float) random.nextGaussian()
                }));
      }
      all.add(own);
    }
    return new ListedPeople(new Cohort("s", "made up", "CC0-1.0", false, all));
  }

  @Test
  void tooFewShotsAreNoBaseline() {
    assertThat(EnrolledScores.of(enrolled(66, 3))).isEmpty();
    assertThat(EnrolledScores.of(enrolled(300, 1))).isEmpty();
    assertThat(EnrolledScores.of(new ListedPeople(new Cohort("s", "", "", false, List.of()))))
        .isEmpty();
  }

  @Test
  void aLargeEnrolmentIsTheBaselineFromTheFirstAttemptOn() {
    DriftMonitor monitor = new DriftMonitor();
    monitor.setDirectory(enrolled(100, 3));
    for (int i = 0; i < 60; i++) {
      monitor.attempt(FRONT, 0.3f);
    }

    CameraDrift drift = monitor.cameras().get(0);
    assertThat(drift.baseline()).isEqualTo("300 shots of the enrolment");
    assertThat(drift.drifting()).isTrue();
    assertThat(drift.smirnov()).isGreaterThan(0.9);
  }
}
