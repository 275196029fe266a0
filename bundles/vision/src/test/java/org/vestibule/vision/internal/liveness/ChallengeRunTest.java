// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.liveness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vestibule.api.face.FaceChallenge;
import org.vestibule.vision.internal.liveness.ChallengeRun.State;
import org.vestibule.vision.internal.liveness.TrackLiveness.Finding;
import org.vestibule.vision.internal.liveness.TrackLiveness.Verdict;

class ChallengeRunTest {
  private static final long SECOND = 1_000_000_000L;
  private static final Finding ALIVE = new Finding(Verdict.ALIVE, 0.9f, "0.9", Optional.empty());
  private static final Finding WITHHELD =
      new Finding(Verdict.UNSURE, 0.9f, "rough", Optional.empty());

  private final ChallengeRun left =
      new ChallengeRun(FaceChallenge.TURN_LEFT, Heads.head(2), 5 * SECOND);

  private static State turn(ChallengeRun run, double yaw, long seconds) {
    return run.look(Heads.head(yaw), Double.NaN, seconds * SECOND);
  }

  @Test
  void turningThatWayIsDone() {
    assertThat(turn(left, 8, 6)).isEqualTo(State.ASKED);
    assertThat(left.reason()).contains("turned by 6 of 15 degrees");
    assertThat(turn(left, 22, 7)).isEqualTo(State.DONE);
    assertThat(turn(left, -40, 8)).isEqualTo(State.DONE);
  }

  @Test
  void turningTheOtherWayFails() {
    assertThat(turn(left, -20, 6)).isEqualTo(State.FAILED);
    assertThat(turn(left, 30, 7)).isEqualTo(State.FAILED);
    assertThat(left.reason()).contains("the other way");
    ChallengeRun right = new ChallengeRun(FaceChallenge.TURN_RIGHT, Heads.head(2), 5 * SECOND);
    assertThat(turn(right, -20, 6)).isEqualTo(State.DONE);
  }

  @Test
  void turningTooLateFails() {
    assertThat(turn(left, 2, 12)).isEqualTo(State.ASKED);
    assertThat(turn(left, 30, 14)).isEqualTo(State.FAILED);
    assertThat(left.reason()).contains("not done within 8 seconds");
  }

  @Test
  void turningAPhotoIsNotTurningAHead() {
    for (int yaw = -50; yaw <= 50; yaw += 5) {
      State state = left.look(Heads.flat(yaw, yaw / 3.0), Double.NaN, 6 * SECOND);
      assertThat(state).isEqualTo(State.ASKED);
    }
  }

  @Test
  void comingCloserIsDoneWhenTheRoomStays() {
    assertThat(closer(1.2, 0.5)).isEqualTo(State.ASKED);
    assertThat(closer(1.4, Double.NaN)).isEqualTo(State.ASKED);
    assertThat(closer(1.4, 0.5)).isEqualTo(State.DONE);
    assertThat(closer(1.4, -0.5)).isEqualTo(State.FAILED);
  }

  private static State closer(double scale, double stays) {
    ChallengeRun run = new ChallengeRun(FaceChallenge.COME_CLOSER, Heads.near(1), 0);
    return run.look(Heads.near(scale), stays, SECOND);
  }

  @Test
  void untilItIsDoneNobodyIsAlive() {
    Finding asked = TrackLiveness.answered(ALIVE, left, State.ASKED, true);
    assertThat(asked.verdict()).isEqualTo(Verdict.UNSURE);
    assertThat(asked.challenge()).contains(FaceChallenge.TURN_LEFT);
    Finding failed = TrackLiveness.answered(ALIVE, left, State.FAILED, true);
    assertThat(failed.verdict()).isEqualTo(Verdict.UNSURE);
    assertThat(failed.challenge()).isEmpty();
  }

  @Test
  void doneItOutweighsACueAndNotTheNetworks() {
    assertThat(TrackLiveness.answered(WITHHELD, left, State.DONE, true).verdict())
        .isEqualTo(Verdict.ALIVE);
    assertThat(TrackLiveness.answered(WITHHELD, left, State.DONE, false).verdict())
        .isEqualTo(Verdict.UNSURE);
  }
}
