// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A head in space, seen from far away: eyes and mouth in a plane, the nose before it. */
class PoseTest {
  private static final double[][] HEAD = {
    {-43.5, -50, 0}, {43.5, -50, 0}, {0, 0, 60}, {-36, 50, 0}, {36, 50, 0}
  };

  @ParameterizedTest
  @CsvSource({"0, 0", "20, 0", "-30, 0", "0, 20", "0, -25", "15, 10", "-10, -15"})
  void theAnglesOfAHeadAreFoundWithinAFewDegrees(double yaw, double pitch) {
    Pose pose = Pose.of(seen(yaw, pitch, 0));

    assertThat(pose.yaw()).isCloseTo(yaw, within(3.0));
    assertThat(pose.pitch()).isCloseTo(pitch, within(3.0));
    assertThat(pose.roll()).isCloseTo(0, within(4.0));
  }

  @Test
  void whoTurnsToTheirOwnLeftTurnsToTheRightOfThePicture() {
    double[] points = seen(20, 0, 0);

    assertThat(points[4]).as("the nose").isPositive();
    assertThat(Pose.of(points).yaw()).isPositive();
  }

  @Test
  void aHeadThatLeansIsNotATurnedOne() {
    Pose pose = Pose.of(seen(0, 0, 25));

    assertThat(pose.roll()).isCloseTo(25, within(1e-6));
    assertThat(pose.yaw()).isCloseTo(0, within(1e-6));
    assertThat(pose.pitch()).isCloseTo(0, within(1e-6));
  }

  @Test
  void pointsThatFallTogetherHaveNoPose() {
    assertThat(Pose.of(new double[10]).yaw()).isNaN();
  }

  /** Turned about the upright axis, then about the one through the ears, then in the picture. */
  private static double[] seen(double yaw, double pitch, double roll) {
    double[] points = new double[10];
    for (int i = 0; i < 5; i++) {
      double[] p = HEAD[i];
      double a = Math.toRadians(yaw);
      double x = p[0] * Math.cos(a) + p[2] * Math.sin(a);
      double z = p[2] * Math.cos(a) - p[0] * Math.sin(a);
      double b = Math.toRadians(pitch);
      double y = p[1] * Math.cos(b) - z * Math.sin(b);
      double c = Math.toRadians(roll);
      points[2 * i] = x * Math.cos(c) - y * Math.sin(c);
      points[2 * i + 1] = x * Math.sin(c) + y * Math.cos(c);
    }
    return points;
  }
}
