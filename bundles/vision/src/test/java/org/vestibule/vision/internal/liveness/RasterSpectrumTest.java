// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.liveness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vestibule.vision.internal.face.Face;

class RasterSpectrumTest {
  private final Scene scene = new Scene();

  @ParameterizedTest
  @ValueSource(doubles = {2.7, 3.3, 5.1})
  void theDotsOfAPrintAreARaster(double period) throws Exception {
    double turn = 2 * Math.PI / period;
    var picture =
        scene.skin(
            (x, y) ->
                Scene.soft(x, y) + 8 * Math.cos(turn * (0.97 * x + 0.26 * y)) * Math.cos(turn * y),
            1);

    Clue clue = RasterSpectrum.look(Scene.face(), picture, scene.scratch);

    assertThat(clue.score()).as(clue.sentence()).isLessThan(0.3);
    assertThat(clue.confidence()).isGreaterThanOrEqualTo(Fusion.VETO);
  }

  @Test
  void theMoireOfAScreenIsARaster() throws Exception {
    // A grid of 1.3 pixels, sampled at each pixel: what is seen is its alias.
    var picture =
        scene.skin(
            (x, y) -> Scene.soft(x, y) * (1 + 0.15 * Math.signum(Math.sin(2 * Math.PI * x / 1.3))),
            1);

    Clue clue = RasterSpectrum.look(Scene.face(), picture, scene.scratch);

    assertThat(clue.score()).as(clue.sentence()).isLessThan(0.3);
    assertThat(clue.confidence()).isGreaterThanOrEqualTo(Fusion.VETO);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3})
  void skinWithTheNoiseOfASensorIsNone(long seed) throws Exception {
    Clue clue = RasterSpectrum.look(Scene.face(), scene.skin(Scene::soft, seed), scene.scratch);

    assertThat(clue.score()).as(clue.sentence()).isGreaterThan(0.5);
  }

  @Test
  void theBlocksOfJpegAreNone() throws Exception {
    double[] step = new Random(3).doubles(64 * 64, -4, 4).toArray();
    var picture = scene.skin((x, y) -> Scene.soft(x, y) + step[y / 8 * 64 + x / 8], 1);

    Clue clue = RasterSpectrum.look(Scene.face(), picture, scene.scratch);

    assertThat(clue.score()).as(clue.sentence()).isGreaterThan(0.5);
  }

  @Test
  void aSmallFaceIsNotJudged() throws Exception {
    Face small = Scene.face(240, 240, 20);

    Clue clue = RasterSpectrum.look(small, scene.skin(Scene::soft, 1), scene.scratch);

    assertThat(clue.confidence()).isZero();
  }

  @Test
  void theTransformOfAWaveIsItsFrequency() {
    int side = 16;
    float[] complex = new float[2 * side * side];
    for (int i = 0; i < side * side; i++) {
      complex[2 * i] = (float) Math.cos(2 * Math.PI * (3 * (i % side) + 5 * (i / side)) / side);
    }

    Fourier.transform(complex, side);

    for (int i = 0; i < side * side; i++) {
      boolean peak = i == 5 * side + 3 || i == 11 * side + 13;
      assertThat(Math.hypot(complex[2 * i], complex[2 * i + 1]))
          .isCloseTo(peak ? side * side / 2.0 : 0, within(0.01));
    }
  }
}
