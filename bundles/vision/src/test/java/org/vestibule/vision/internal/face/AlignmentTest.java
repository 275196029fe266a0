// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vestibule.vision.internal.picture.Affine;

class AlignmentTest {
  private static final double[] TEMPLATE = {
    38.2946, 51.6963, 73.5318, 51.5014, 56.0252, 71.7366, 41.5493, 92.3655, 70.7299, 92.2041
  };

  @Test
  void aTurnedScaledShiftedFaceIsBroughtBackExactly() {
    double turn = Math.toRadians(25);
    double scale = 1.7;
    double cos = scale * Math.cos(turn);
    double sin = scale * Math.sin(turn);
    Affine truth = new Affine(cos, -sin, 40, sin, cos, -12);

    Affine found = Alignment.toPicture(mapped(truth), 112);

    assertThat(found.a()).isCloseTo(truth.a(), within(1e-9));
    assertThat(found.b()).isCloseTo(truth.b(), within(1e-9));
    assertThat(found.c()).isCloseTo(truth.c(), within(1e-9));
    assertThat(found.d()).isCloseTo(truth.d(), within(1e-9));
    assertThat(found.f()).isCloseTo(truth.f(), within(1e-9));
  }

  @Test
  void pointsThatAreOffByAPixelAreStillMetWithinOne() {
    Random random = new Random(5);
    for (int trial = 0; trial < 100; trial++) {
      double turn = random.nextDouble() - 0.5;
      double scale = 0.6 + 2 * random.nextDouble();
      double cos = scale * Math.cos(turn);
      double sin = scale * Math.sin(turn);
      double[] points = mapped(new Affine(cos, -sin, 300, sin, cos, 200));
      for (int i = 0; i < 10; i++) {
        points[i] += random.nextDouble() - 0.5;
      }

      double[] met = mapped(Alignment.toPicture(points, 112));

      for (int i = 0; i < 10; i += 2) {
        double off = Math.hypot(met[i] - points[i], met[i + 1] - points[i + 1]);
        assertThat(off).as("trial %d, point %d", trial, i / 2).isLessThan(1);
      }
    }
  }

  @Test
  void noSmallChangeFitsBetter() {
    double[] points = mapped(new Affine(1.2, -0.3, 5, 0.3, 1.2, 9));
    points[4] += 6;
    points[9] -= 4;
    Affine best = Alignment.toPicture(points, 112);
    double least = error(best, points);

    for (double step : new double[] {-0.01, 0.01}) {
      Affine scaled =
          new Affine(best.a() + step, best.b(), best.c(), best.d(), best.e() + step, best.f());
      Affine turned =
          new Affine(best.a(), best.b() - step, best.c(), best.d() + step, best.e(), best.f());
      Affine moved = new Affine(best.a(), best.b(), best.c() + step, best.d(), best.e(), best.f());
      assertThat(error(scaled, points)).isGreaterThan(least);
      assertThat(error(turned, points)).isGreaterThan(least);
      assertThat(error(moved, points)).isGreaterThan(least);
    }
  }

  private static double[] mapped(Affine map) {
    double[] points = new double[10];
    for (int i = 0; i < 10; i += 2) {
      points[i] = map.x(TEMPLATE[i], TEMPLATE[i + 1]);
      points[i + 1] = map.y(TEMPLATE[i], TEMPLATE[i + 1]);
    }
    return points;
  }

  private static double error(Affine map, double[] points) {
    double[] mapped = mapped(map);
    double sum = 0;
    for (int i = 0; i < 10; i++) {
      sum += (mapped[i] - points[i]) * (mapped[i] - points[i]);
    }
    return sum;
  }
}
