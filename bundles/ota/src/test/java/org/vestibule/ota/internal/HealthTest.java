// SPDX-License-Identifier: Apache-2.0
package org.vestibule.ota.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.vestibule.api.status.Status.State;

/** When a new version is as good as the one before. */
class HealthTest {
  private static final Health BEFORE =
      new Health(Map.of("FaceVerifier", 1, "DoorStation", 3), Map.of("vision", State.READY));

  @Test
  void aServiceThatIsMissingOrComesBackLessOftenIsNamed() {
    assertThat(
            BEFORE.complaint(new Health(Map.of("DoorStation", 3), Map.of("vision", State.READY))))
        .contains("FaceVerifier");
    assertThat(
            BEFORE.complaint(
                new Health(
                    Map.of("FaceVerifier", 1, "DoorStation", 2), Map.of("vision", State.READY))))
        .contains("DoorStation");
  }

  @Test
  void aStatusThatIsGoneOrUnavailableOrStillStartingIsNamed() {
    assertThat(BEFORE.complaint(with(Map.of()))).contains("status of vision");
    assertThat(BEFORE.complaint(with(Map.of("vision", State.UNAVAILABLE))))
        .isEqualTo("vision is UNAVAILABLE");
    assertThat(BEFORE.complaint(with(Map.of("vision", State.STARTING)))).contains("STARTING");
  }

  @Test
  void aVersionNeedNotBeBetterThanTheOneBefore() {
    Health poor = new Health(Map.of(), Map.of("vision", State.UNAVAILABLE));
    assertThat(poor.complaint(with(Map.of("vision", State.UNAVAILABLE)))).isEmpty();
    assertThat(BEFORE.complaint(with(Map.of("vision", State.DEGRADED)))).isEmpty();
    assertThat(BEFORE.complaint(with(Map.of("vision", State.READY, "more", State.READY))))
        .isEmpty();
  }

  @Test
  void ofANewFeatureNothingIsDemanded() {
    assertThat(Health.RUNNING.complaint(with(Map.of("vision", State.UNAVAILABLE)))).isEmpty();
    assertThat(Health.RUNNING.lost(BEFORE)).isEmpty();
  }

  private static Health with(Map<String, State> statuses) {
    return new Health(BEFORE.services(), statuses);
  }
}
