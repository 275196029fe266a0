// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.liveness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** The border of a sheet or screen, and the texture of a face. */
class StillCuesTest {
  private final Scene scene = new Scene();

  private Clue border(Scene.Light light) throws Exception {
    return BorderLines.look(Scene.face(), scene.skin(light, 1), scene.scratch);
  }

  @Test
  void fourStraightSidesAroundAFaceAreASheet() throws Exception {
    Clue clue =
        border(
            (x, y) -> {
              // Held at a slant of about three degrees.
              double u = x - 240 + 0.05 * (y - 240);
              double v = y - 240 - 0.05 * (x - 240);
              boolean margin = Math.abs(u) < 130 && Math.abs(v) < 140;
              return margin && (Math.abs(u) > 118 || Math.abs(v) > 128) ? 235 : Scene.soft(x, y);
            });

    assertThat(clue.score()).as(clue.sentence()).isLessThan(0.3);
    assertThat(clue.confidence()).isGreaterThanOrEqualTo(Fusion.VETO);
  }

  @Test
  void aDoorBehindAPersonIsNotEnough() throws Exception {
    Clue clue =
        border(
            (x, y) ->
                Math.abs(x - 240) < 130 && y > 110 ? Scene.soft(x, y) : Scene.soft(x, y) - 60);

    assertThat(clue.confidence()).as(clue.sentence()).isPositive().isLessThan(Fusion.WITHHOLD);
  }

  @Test
  void aRoomIsNoFrame() throws Exception {
    assertThat(border(Scene::room).confidence()).isZero();
  }

  @Test
  void aSheetBeyondThePictureIsNotSeen() throws Exception {
    assertThat(border(Scene::soft).confidence()).isZero();
  }

  @Test
  void dotsAreNotTheTextureOfSkin() throws Exception {
    Random dots = new Random(5);
    var picture = scene.skin((x, y) -> Scene.soft(x, y) + (dots.nextInt(3) == 0 ? 30 : 0), 1);

    Clue clue = FineTexture.look(Scene.face(), picture, scene.scratch);

    assertThat(clue.score()).as(clue.sentence()).isLessThan(0.3);
    assertThat(clue.confidence()).isBetween(Fusion.WITHHOLD, Fusion.VETO - 0.01);
  }

  @Test
  void softSkinIsSkin() throws Exception {
    Clue clue = FineTexture.look(Scene.face(), scene.skin(Scene::soft, 0), scene.scratch);

    assertThat(clue.score()).as(clue.sentence()).isGreaterThan(0.5);
  }

  @Test
  void aGreyPictureHasNoTextureToJudge() throws Exception {
    Clue clue = FineTexture.look(Scene.face(), scene.grey(Scene::room, 1), scene.scratch);

    assertThat(clue.confidence()).isZero();
  }
}
