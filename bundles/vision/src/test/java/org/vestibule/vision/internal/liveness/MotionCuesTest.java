// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.liveness;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.vestibule.vision.internal.face.Face;
import org.vestibule.vision.internal.picture.Picture;

/** What is said of several pictures: planes and heads, surroundings, repetitions. */
class MotionCuesTest {
  private final Scene scene = new Scene();

  @Test
  void aPhotoThatIsTiltedIsAPlane() {
    PlanarMotion motion = new PlanarMotion();
    Clue clue = null;
    for (int i = 0; i < 10; i++) {
      clue = motion.look(Heads.flat(35 * Math.sin(i), 10));
    }
    assertThat(clue.score()).as(clue.sentence()).isZero();
    assertThat(clue.confidence()).isGreaterThanOrEqualTo(Fusion.VETO);
  }

  @Test
  void aHeadThatTurnsIsNone() {
    PlanarMotion motion = new PlanarMotion();
    Clue clue = null;
    for (int i = 0; i < 10; i++) {
      clue = motion.look(Heads.head(15 * Math.sin(i)));
    }
    assertThat(clue.score()).as(clue.sentence()).isEqualTo(1);
  }

  @Test
  void whoeverDoesNotMoveIsNotJudged() {
    PlanarMotion motion = new PlanarMotion();
    for (int i = 0; i < 10; i++) {
      assertThat(motion.look(Heads.head(0)).confidence()).isZero();
    }
  }

  @Test
  void aPersonBeforeARoomMovesAlone() throws Exception {
    Clue clue = null;
    RigidMotion motion = new RigidMotion();
    for (int i = 0; i < 5; i++) {
      Face face = Scene.face(200 + 12 * i, 240, 40);
      clue = motion.look(face.points(), scene.skin(Scene::room, 1 + i), scene.scratch);
    }
    assertThat(clue.score()).as(clue.sentence()).isGreaterThan(0.5);
  }

  @Test
  void aPhotoMovesWithItsBackground() throws Exception {
    Clue clue = null;
    RigidMotion motion = new RigidMotion();
    for (int i = 0; i < 5; i++) {
      int shift = 12 * i;
      Face face = Scene.face(200 + shift, 240, 40);
      Picture picture = scene.skin((x, y) -> Scene.room(x - shift, y), 1 + i);
      clue = motion.look(face.points(), picture, scene.scratch);
    }
    assertThat(clue.score()).as(clue.sentence()).isZero();
    assertThat(clue.confidence()).isGreaterThanOrEqualTo(Fusion.VETO);
  }

  @Test
  void beforeAPlainWallNothingIsSaid() throws Exception {
    RigidMotion motion = new RigidMotion();
    for (int i = 0; i < 5; i++) {
      Face face = Scene.face(200 + 12 * i, 240, 40);
      Picture picture = scene.skin((x, y) -> 150, 1 + i);
      assertThat(motion.look(face.points(), picture, scene.scratch).confidence()).isZero();
    }
  }

  @Test
  void thePictureOfAFileAgainIsNoCamera() throws Exception {
    assertThat(repeated(1, 200_000_000L).score()).isZero();
    assertThat(repeated(3, 200_000_000L).score()).isZero();
  }

  @Test
  void aRepetitionOfAMomentIsTheEncoders() throws Exception {
    assertThat(repeated(1, 10_000_000L).score()).isGreaterThan(0.5);
  }

  @Test
  void exposuresOfSomebodyWhoSitsStillDiffer() throws Exception {
    Clue clue = repeated(100, 200_000_000L);

    assertThat(clue.score()).as(clue.sentence()).isGreaterThan(0.5);
  }

  /** Eight pictures whose noise comes again after a period. */
  private Clue repeated(int period, long nanos) throws Exception {
    FrozenInput input = new FrozenInput();
    Clue clue = null;
    for (int i = 0; i < 8; i++) {
      Picture picture = scene.skin(Scene::room, 1 + i % period);
      clue = input.look(Scene.face().points(), picture, scene.scratch, i * nanos);
    }
    return clue;
  }
}
