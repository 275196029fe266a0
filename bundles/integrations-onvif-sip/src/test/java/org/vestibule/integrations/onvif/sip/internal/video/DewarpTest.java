// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Straight edges of a room are straight in the view of a fisheye. */
class DewarpTest {
  private static final int SIZE = 960;
  private static final double RADIUS = 470;
  private static final int W = 640;
  private static final int H = 360;

  @Test
  void aStraightEdgeIsStraight() {
    double bent = bend(fisheye(0), SIZE, SIZE / 3, 2 * SIZE / 3);
    double straight = bend(view(0, 0, fisheye(0)), W, 10, H - 10);
    System.out.printf("bend: %.2f pixels before, %.3f after%n", bent, straight);
    assertThat(bent).isGreaterThan(5);
    assertThat(straight).isLessThan(0.35);
  }

  @Test
  void aStraightEdgeIsStraightWhereTheViewIsTurned() {
    for (double[] turn : new double[][] {{35, 0}, {50, 0}, {30, 15}, {30, -20}}) {
      double straight = bend(view(turn[0], turn[1], fisheye(turn[0])), W, 10, H - 10);
      assertThat(straight).as("yaw %s, pitch %s", turn[0], turn[1]).isLessThan(0.5);
    }
  }

  @Test
  void theMiddleOfTheViewIsWhereItIsTurnedTo() {
    byte[] picture = new byte[SIZE * SIZE * 3 / 2];
    // A bright spot 40 degrees to the right and one 30 degrees up.
    spot(picture, SIZE / 2 + RADIUS * 40 / 90, SIZE / 2);
    spot(picture, SIZE / 2, SIZE / 2 - RADIUS * 30 / 90);
    assertThat(view(40, 0, picture)[H / 2 * W + W / 2] & 0xff).isGreaterThan(200);
    assertThat(view(0, 30, picture)[H / 2 * W + W / 2] & 0xff).isGreaterThan(200);
    assertThat(view(0, 0, picture)[H / 2 * W + W / 2] & 0xff).isLessThan(20);
  }

  @Test
  void outsideTheLensIsBlack() {
    byte[] white = new byte[SIZE * SIZE * 3 / 2];
    Arrays.fill(white, (byte) 255);
    byte[] view = view(90, 0, white);
    assertThat(view[H / 2 * W + W - 1]).isZero();
    assertThat(view[W * H + H / 4 * W / 2 + W / 2 - 1] & 0xff).isEqualTo(128);
    assertThat(view[H / 2 * W + 10] & 0xff).isEqualTo(255);
  }

  @Test
  void aLensThatDoesNotExistIsRefused() {
    assertThatThrownBy(() -> new FisheyeView(SIZE, SIZE, 480, 480, 470, 400, 0, 0, 90))
        .hasMessageContaining("lensDegrees 400");
  }

  private static FisheyeView lens(double yaw, double pitch) {
    return new FisheyeView(
        SIZE, SIZE, (SIZE - 1) / 2.0, (SIZE - 1) / 2.0, RADIUS, 180, yaw, pitch, 90);
  }

  private static byte[] view(double yaw, double pitch, byte[] fisheye) {
    Dewarp dewarp = new Dewarp(lens(yaw, pitch), W, H);
    byte[] out = new byte[dewarp.bytes()];
    dewarp.render(fisheye, out);
    return out;
  }

  private static void spot(byte[] picture, double x, double y) {
    for (int dy = -4; dy <= 4; dy++) {
      for (int dx = -4; dx <= 4; dx++) {
        picture[((int) y + dy) * SIZE + (int) x + dx] = (byte) 255;
      }
    }
  }

  /**
   * A fisheye picture of a dark room with one bright, upright pole, by the lens's own law and not
   * by the tables under test: the pole stands 20 degrees to the right of {@code yaw}.
   */
  private static byte[] fisheye(double yaw) {
    byte[] picture = new byte[SIZE * SIZE * 3 / 2];
    double pole = Math.toRadians(yaw + 20);
    double middle = (SIZE - 1) / 2.0;
    for (int y = 0; y < SIZE; y++) {
      for (int x = 0; x < SIZE; x++) {
        double sum = 0;
        for (int s = 0; s < 16; s++) {
          double dx = x - middle + (s % 4 - 1.5) / 4;
          double dy = y - middle + (s / 4 - 1.5) / 4;
          double angle = Math.hypot(dx, dy) / RADIUS * Math.PI / 2;
          double about = Math.atan2(dy, dx);
          double aside = Math.sin(angle) * Math.cos(about);
          double ahead = Math.cos(angle);
          // Its direction seen from above says whether the ray meets the pole, however high.
          sum += Math.abs(Math.atan2(aside, ahead) - pole) < Math.toRadians(0.8) ? 255 : 0;
        }
        picture[y * SIZE + x] = (byte) Math.round(sum / 16);
      }
    }
    return picture;
  }

  /**
   * Returns how far the line's middle in each row is at most from the straight line through all.
   */
  private static double bend(byte[] luma, int width, int top, int bottom) {
    double[] xs = new double[bottom - top];
    double n = 0;
    double sy = 0;
    double sx = 0;
    double syy = 0;
    double sxy = 0;
    for (int y = top; y < bottom; y++) {
      double weight = 0;
      double moment = 0;
      for (int x = 0; x < width; x++) {
        int level = luma[y * width + x] & 0xff;
        weight += level;
        moment += (double) level * x;
      }
      assertThat(weight).as("row %d has the pole", y).isPositive();
      double at = moment / weight;
      xs[y - top] = at;
      n++;
      sy += y;
      sx += at;
      syy += (double) y * y;
      sxy += y * at;
    }
    double slope = (n * sxy - sy * sx) / (n * syy - sy * sy);
    double offset = (sx - slope * sy) / n;
    double worst = 0;
    for (int y = top; y < bottom; y++) {
      worst = Math.max(worst, Math.abs(xs[y - top] - offset - slope * y));
    }
    return worst;
  }
}
