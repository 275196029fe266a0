// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.area;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vestibule.api.station.Outline;
import org.vestibule.api.station.Outline.Corner;

/** Whatever a mask touches is black, and nothing besides. */
class BlackOutTest {
  private static final int BRIGHT = 200;

  @Test
  void aMaskWithEdgesBetweenPixelsHidesThesePixelsAndNoOther() {
    int width = 40;
    int height = 20;
    byte[] picture = painted(List.of(box(0.25, 0.25, 0.75, 0.5)), width, height);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        boolean inside = x >= 10 && x < 30 && y >= 5 && y < 10;
        assertThat(picture[y * width + x] & 0xff).as("%d,%d", x, y).isEqualTo(inside ? 0 : BRIGHT);
      }
    }
    // Rows 5 to 9 are the colours' rows 2 to 4: the one at the edge tells nothing of row 5.
    int colour = width * height;
    assertThat(picture[colour + 2 * 20 + 10] & 0xff).isEqualTo(128);
    assertThat(picture[colour + 20 * 10 + 4 * 20 + 14] & 0xff).isEqualTo(128);
    assertThat(picture[colour + 5 * 20 + 10] & 0xff).isEqualTo(BRIGHT);
    assertThat(picture[colour + 2 * 20 + 4] & 0xff).isEqualTo(BRIGHT);
  }

  @ParameterizedTest
  @CsvSource({"1,1", "2,1", "1,3", "7,5", "33,19", "641,361"})
  void atOddSizesEveryPixelOfTheMaskIsBlackAndTheRestIsAsItWas(int width, int height) {
    Random random = new Random(7);
    for (int round = 0; round < 20; round++) {
      Outline triangle = triangle(random);
      byte[] picture = painted(List.of(triangle), width, height);
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          if (triangle.contains((x + 0.5) / width, (y + 0.5) / height)) {
            assertThat(picture[y * width + x]).isZero();
            int coarse = y / 2 * ((width + 1) / 2) + x / 2;
            assertThat(picture[width * height + coarse] & 0xff).isEqualTo(128);
          } else if (!near(triangle, (x + 0.5) / width, (y + 0.5) / height, width, height)) {
            assertThat(picture[y * width + x] & 0xff).isEqualTo(BRIGHT);
          }
        }
      }
    }
  }

  @Test
  void aPixelThatAnEdgeOnlyTouchesIsHiddenToo() {
    // The sliver between 0.26 and 0.29 of ten pixels lies within the third one, past its middle.
    byte[] picture = painted(List.of(box(0.26, 0, 0.29, 1)), 10, 10);
    for (int y = 0; y < 10; y++) {
      assertThat(picture[y * 10 + 2]).isZero();
      assertThat(picture[y * 10 + 1] & 0xff).isEqualTo(BRIGHT);
      assertThat(picture[y * 10 + 3] & 0xff).isEqualTo(BRIGHT);
    }
  }

  @Test
  void masksMayLieOverEachOtherAndCoverEverything() {
    BlackOut black = BlackOut.of(List.of(box(0, 0, 0.6, 1), box(0.4, 0, 1, 1)), 9, 9);
    assertThat(black.hidden()).isEqualTo(81);
    assertThat(BlackOut.of(List.of(), 9, 9).hidden()).isZero();
  }

  private static byte[] painted(List<Outline> masks, int width, int height) {
    int coarse = (width + 1) / 2 * ((height + 1) / 2);
    byte[] picture = new byte[width * height + 2 * coarse];
    Arrays.fill(picture, (byte) BRIGHT);
    BlackOut.of(masks, width, height).i420(picture);
    return picture;
  }

  private static Outline triangle(Random random) {
    while (true) {
      try {
        return new Outline(List.of(corner(random), corner(random), corner(random)));
      } catch (IllegalArgumentException e) {
        // Too thin; the next one is not.
      }
    }
  }

  private static Corner corner(Random random) {
    return new Corner(random.nextDouble(), random.nextDouble());
  }

  /** Whether an edge may run through the pixel: the distance to it is at most a diagonal. */
  private static boolean near(Outline outline, double x, double y, int width, int height) {
    List<Corner> corners = outline.corners();
    for (int i = 0; i < corners.size(); i++) {
      Corner one = corners.get(i);
      Corner next = corners.get((i + 1) % corners.size());
      double alongX = (next.x() - one.x()) * width;
      double alongY = (next.y() - one.y()) * height;
      double toX = (x - one.x()) * width;
      double toY = (y - one.y()) * height;
      double share = (toX * alongX + toY * alongY) / (alongX * alongX + alongY * alongY);
      double kept = Math.max(0, Math.min(1, share));
      if (Math.hypot(toX - kept * alongX, toY - kept * alongY) <= 0.7072) {
        return true;
      }
    }
    return false;
  }

  private static Outline box(double left, double top, double right, double bottom) {
    return new Outline(
        List.of(
            new Corner(left, top),
            new Corner(right, top),
            new Corner(right, bottom),
            new Corner(left, bottom)));
  }
}
