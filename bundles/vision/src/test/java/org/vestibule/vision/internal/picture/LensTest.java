// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vestibule.api.station.Frame;
import org.vestibule.api.station.FrameFormat;
import org.vestibule.api.station.PixelLayout;

class LensTest {
  private static final int W = 640;
  private static final int H = 480;
  private static final int STEP = 40;
  private static final Pinhole PINHOLE = new Pinhole(0.8, 0.8 * 4 / 3, 0.51, 0.49);

  private final PictureReader reader = new PictureReader();

  static Stream<Lens> lenses() {
    return Stream.of(
        new RadialLens(PINHOLE, -0.30, 0.08, 0.001, -0.002, 0),
        new RadialLens(PINHOLE, 0.15, 0.02, 0, 0, 0.01),
        new FisheyeLens(new Pinhole(0.5, 0.5 * 4 / 3, 0.5, 0.5), -0.02, 0.005, 0, 0));
  }

  /** The numbers are OpenCV's own formulas, worked out by hand for one point of each model. */
  @Test
  void aPointLandsWhereTheModelSays() {
    Pinhole square = new Pinhole(1, 1, 0, 0);
    double[] x = {0.3 - 0.5};
    double[] y = {0.4 - 0.5};
    new RadialLens(square, 0.1, 0.2, 0.01, 0.02, 0.3).distort(x, y, 1, 1);
    // r2 = 0.25, radial = 1 + 0.025 + 0.0125 + 0.0046875
    assertThat(x[0] + 0.5).isCloseTo(0.3 * 1.0421875 + 0.0024 + 0.02 * 0.43, within(1e-12));
    assertThat(y[0] + 0.5).isCloseTo(0.4 * 1.0421875 + 0.01 * 0.57 + 0.0048, within(1e-12));

    double[] u = {Math.tan(0.5) - 0.5};
    double[] v = {-0.5};
    new FisheyeLens(square, 0.1, 0.2, 0.3, 0.4).distort(u, v, 1, 1);
    double angle = 0.5 * (1 + 0.025 + 0.0125 + 0.0046875 + 0.0015625);
    assertThat(u[0] + 0.5).isCloseTo(angle, within(1e-12));
    assertThat(v[0] + 0.5).isCloseTo(0, within(1e-12));
  }

  @ParameterizedTest
  @MethodSource("lenses")
  void aPointComesBack(Lens lens) {
    for (double share = 0.05; share < 1; share += 0.1) {
      double wantedX = share * W;
      double wantedY = (1 - share * share) * H;
      double[] bent = bent(lens, wantedX, wantedY);

      double[] back = undistorted(lens, bent[0], bent[1]);

      assertThat(back[0]).isCloseTo(wantedX, within(1e-6));
      assertThat(back[1]).isCloseTo(wantedY, within(1e-6));
    }
  }

  @ParameterizedTest
  @MethodSource("lenses")
  void aBentGridComesBackStraight(Lens lens) throws Exception {
    double before = worstBend(brightness(grid(lens), Lens.NONE));
    double after = worstBend(brightness(grid(lens), lens));

    assertThat(before).isGreaterThan(3);
    assertThat(after).isLessThan(0.25);
  }

  @ParameterizedTest
  @MethodSource("lenses")
  void aWindowHoldsAllThatTheLensTakesFromIt(Lens lens) throws Exception {
    byte[] file = Pictures.jpeg(Pictures.scene(W, H, false));
    Frame frame = Pictures.frame(file);
    for (int[] corner : new int[][] {{0, 0}, {500, 340}, {250, 180}, {0, 300}}) {
      Affine map = new Affine(1, 0, corner[0], 0, 1, corner[1]);
      Picture whole = reader.read(frame, Pictures.LIMITS, lens, (w, h) -> 1);
      float[] expected = colours(whole, map);

      Picture part = reader.read(frame, Pictures.LIMITS, lens, (w, h) -> 4);
      part.focus(corner[0], corner[1], corner[0] + 139, corner[1] + 139, 1);

      assertThat(colours(part, map)).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("lenses")
  void theLensSitsInTheCameraHoweverThatWasHeld(Lens lens) throws Exception {
    byte[] file = Pictures.jpeg(Pictures.scene(W, H, false));
    float[] upright = colours(read(file, lens), new Affine(1, 0, 20, 0, 1, 30));

    Picture turned = read(Pictures.withOrientation(file, 3), lens);

    float[] upsideDown = colours(turned, new Affine(-1, 0, W - 21, 0, -1, H - 31));
    assertThat(upsideDown).usingComparatorWithPrecision(2f).isEqualTo(upright);
  }

  @Test
  void noLensTakesTheVerySameWay() throws Exception {
    byte[] file = Pictures.jpeg(Pictures.scene(W, H, false));
    Lens flat = new RadialLens(PINHOLE, 0, 0, 0, 0, 0);

    assertThat(new Route(Affine.IDENTITY, Lens.NONE, W, H).lens().straight()).isTrue();
    assertThat(colours(read(file, Lens.NONE), Affine.IDENTITY))
        .isEqualTo(colours(read(file, flat), new Affine(1, 0, 1e-4, 0, 1, 1e-4)));
  }

  @Test
  void coefficientsThatFoldThePictureAreFound() {
    Pinhole wide = new Pinhole(0.5, 0.5 * 4 / 3, 0.5, 0.5);

    assertThat(new RadialLens(wide, -0.4, 0, 0, 0, 0).folds()).isTrue();
    assertThat(new RadialLens(PINHOLE, 0, 0, 0.9, 0, 0).folds()).isTrue();
    assertThat(new FisheyeLens(wide, -0.9, 0, 0, 0).folds()).isTrue();
    assertThat(new RadialLens(new Pinhole(0, 1, 0, 0), 0, 0, 0, 0, 0).folds()).isTrue();
    assertThat(lenses()).allMatch(lens -> !lens.folds());
  }

  private Picture read(byte[] file, Lens lens) throws Exception {
    return reader.read(Pictures.frame(file), Pictures.LIMITS, lens, (w, h) -> 1);
  }

  private static float[] colours(Picture picture, Affine map) {
    FloatBuffer rgb = FloatBuffer.allocate(3 * 140 * 140);
    picture.colour(map, 140, 140, rgb, 0, 1, false);
    return rgb.array();
  }

  private float[] brightness(byte[] pixels, Lens lens) throws Exception {
    FrameFormat raw = new FrameFormat.Raw(PixelLayout.GREY8, W, H);
    Frame frame = new Frame(pixels, raw, Instant.EPOCH, 0);
    Picture picture = reader.read(frame, Pictures.LIMITS, lens, (w, h) -> 1);
    FloatBuffer grey = FloatBuffer.allocate(W * H);
    picture.grey(Affine.IDENTITY, W, H, grey, 0, 1);
    return grey.array();
  }

  /** What the camera sees of dark upright lines, {@link #STEP} apart, on white. */
  private static byte[] grid(Lens lens) {
    byte[] pixels = new byte[W * H];
    for (int i = 0; i < pixels.length; i++) {
      double x = undistorted(lens, i % W, i / W)[0];
      double off = Math.abs(x - STEP * Math.round(x / STEP));
      pixels[i] = (byte) (255 - 200 * Math.max(0, 1 - off / 3));
    }
    return pixels;
  }

  /** Returns how far the darkest places of a line lie from upright, at most, in pixels. */
  private static double worstBend(float[] grey) {
    double worst = 0;
    for (int line = 3 * STEP; line <= W - 3 * STEP; line += STEP) {
      List<Double> places = new ArrayList<>();
      for (int y = 60; y < H - 60; y += 10) {
        double sum = 0;
        double weighted = 0;
        for (int x = line - STEP / 2; x < line + STEP / 2; x++) {
          double dark = Math.max(0, 250 - grey[y * W + x]);
          sum += dark;
          weighted += dark * x;
        }
        places.add(weighted / sum);
      }
      double least = places.stream().mapToDouble(d -> d).min().orElseThrow();
      double most = places.stream().mapToDouble(d -> d).max().orElseThrow();
      worst = Math.max(worst, most - least);
    }
    return worst;
  }

  private static double[] bent(Lens lens, double x, double y) {
    double[] px = {x};
    double[] py = {y};
    lens.distort(px, py, W, H);
    return new double[] {px[0], py[0]};
  }

  /** Newton's method with differences: a way back that shares nothing with the way there. */
  private static double[] undistorted(Lens lens, double wantedX, double wantedY) {
    double x = wantedX;
    double y = wantedY;
    for (int i = 0; i < 20; i++) {
      double[] at = bent(lens, x, y);
      double[] right = bent(lens, x + 1e-4, y);
      double[] below = bent(lens, x, y + 1e-4);
      double a = (right[0] - at[0]) / 1e-4;
      double b = (below[0] - at[0]) / 1e-4;
      double c = (right[1] - at[1]) / 1e-4;
      double d = (below[1] - at[1]) / 1e-4;
      double missingX = wantedX - at[0];
      double missingY = wantedY - at[1];
      double determinant = a * d - b * c;
      x += (d * missingX - b * missingY) / determinant;
      y += (a * missingY - c * missingX) / determinant;
    }
    return new double[] {x, y};
  }
}
