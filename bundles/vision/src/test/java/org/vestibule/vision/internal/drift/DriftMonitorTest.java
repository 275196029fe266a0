// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vestibule.api.event.ModelChanged;
import org.vestibule.api.model.ModelSlots;
import org.vestibule.api.station.StationId;
import org.vestibule.api.status.Status;

class DriftMonitorTest {
  private static final StationId FRONT = new StationId("front");
  private static final StationId YARD = new StationId("yard");

  private final DriftMonitor monitor = new DriftMonitor();

  private void attempts(StationId camera, int n, double mean, Random random) {
    for (int i = 0; i < n; i++) {
      monitor.attempt(camera, similarity(mean, random));
    }
  }

  /** Standard deviation 0.08; a shift of one of them is a mild one. */
  private static float similarity(double mean, Random random) {
    return (float) Math.min(1, mean + 0.08 * random.nextGaussian());
  }

  @Test
  void aShiftIsFlaggedWithTheCameraTheFiguresAndWhatToDo() {
    attempts(FRONT, 1000, 0.75, new Random(1));
    attempts(YARD, 1000, 0.75, new Random(2));
    assertThat(monitor.status().state()).isEqualTo(Status.State.READY);

    attempts(FRONT, 200, 0.6, new Random(3));

    Status status = monitor.status();
    assertThat(status.state()).isEqualTo(Status.State.DEGRADED);
    assertThat(status.cause()).isEqualTo(Status.Cause.DRIFT);
    assertThat(status.sentence())
        .contains("Camera front", "PSI ", "bound ", "last 200 attempts", "lens")
        .doesNotContain("yard");
    assertThat(monitor.cameras()).extracting(CameraDrift::drifting).containsExactly(true, false);
    assertThat(monitor.cameras().get(0).smirnov()).isGreaterThan(0.4);
  }

  @Test
  void whenItRecoversTheStatusDoes() {
    attempts(FRONT, 1000, 0.75, new Random(1));
    attempts(FRONT, 200, 0.6, new Random(2));
    assertThat(monitor.status().state()).isEqualTo(Status.State.DEGRADED);

    attempts(FRONT, 200, 0.75, new Random(3));

    assertThat(monitor.status().state()).isEqualTo(Status.State.READY);
  }

  @Test
  void overManySeedsEachShiftIsFlaggedWithinTwoHundredAttempts() {
    List<Integer> delays = new ArrayList<>();
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      CameraWatch watch = new CameraWatch(FRONT, null);
      for (int i = 0; i < 1500; i++) {
        watch.attempt(similarity(0.75, random));
      }
      int delay = 1;
      while (!watch.attempt(similarity(0.67, random)) && delay < 1000) {
        delay++;
      }
      delays.add(delay);
    }
    Collections.sort(delays);
    assertThat(delays.get(100)).as("median").isBetween(80, 150);
    assertThat(delays.get(199)).as("largest").isLessThanOrEqualTo(200);
  }

  @Test
  void overManySeedsNoAlarmIsRaisedWhileNothingChanges() {
    int alarms = 0;
    for (int seed = 0; seed < 200; seed++) {
      CameraWatch watch = new CameraWatch(FRONT, null);
      Random random = new Random(seed);
      for (int i = 0; i < 5000; i++) {
        alarms += watch.attempt(similarity(0.75, random)) ? 1 : 0;
      }
    }
    assertThat(alarms).isZero();
  }

  @Test
  void anotherModelBeginsAnew() {
    attempts(FRONT, 1000, 0.75, new Random(1));
    attempts(FRONT, 200, 0.6, new Random(2));

    monitor.on(new ModelChanged(Instant.EPOCH, ModelSlots.SPEECH, "a@1", "a@2", "activated"));
    assertThat(monitor.status().state()).isEqualTo(Status.State.DEGRADED);

    monitor.on(
        new ModelChanged(Instant.EPOCH, ModelSlots.FACE_EMBEDDING, "a@1", "a@2", "activated"));
    assertThat(monitor.status().state()).isEqualTo(Status.State.READY);
    assertThat(monitor.cameras()).isEmpty();
  }

  @Test
  void aSimilarityThatIsNoNumberIsLeftOut() {
    monitor.attempt(FRONT, Float.NaN);

    assertThat(monitor.cameras()).isEmpty();
  }

  @Test
  void moreCamerasThanAreWatchedTakeNoMemory() {
    for (int i = 0; i < DriftMonitor.MOST_CAMERAS + 10; i++) {
      monitor.attempt(new StationId("c" + i), 0.7f);
    }

    assertThat(monitor.cameras()).hasSize(DriftMonitor.MOST_CAMERAS);
  }
}
