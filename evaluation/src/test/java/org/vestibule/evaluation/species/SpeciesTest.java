// SPDX-License-Identifier: Apache-2.0
package org.vestibule.evaluation.species;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SpeciesTest {
  private static final double[] BOX = {60, 60, 110, 140};

  private static Photo portrait() throws IOException {
    try (var in = SpeciesTest.class.getResourceAsStream("/portraits/female-00.jpg")) {
      return Photo.read(in.readAllBytes());
    }
  }

  @ParameterizedTest
  @EnumSource(Species.class)
  void theSameSeedGivesTheSamePicturesAndAnotherOthers(Species species) throws Exception {
    List<byte[]> once = species.present(portrait(), BOX, 2, 7);

    assertThat(species.word()).startsWith("generated-");
    assertThat(once).hasSize(2).doesNotHaveDuplicates();
    assertThat(species.present(portrait(), BOX, 2, 7)).containsExactlyElementsOf(once);
    assertThat(species.present(portrait(), BOX, 1, 8).get(0)).isNotEqualTo(once.get(0));
  }

  @Test
  void aPoseTakesTheMiddleAndTheCornersWhereTheyBelong() {
    double[] map = new Pose(320, 240, 200, 100, 0, 0, 0).toPhoto();
    assertThat(place(map, 320, 240)).containsExactly(new double[] {0, 0}, within(1e-9));
    assertThat(place(map, 420, 290)).containsExactly(new double[] {0.5, 0.5}, within(1e-9));

    double[] turned = new Pose(320, 240, 200, 100, 30, 0, 0).toPhoto();
    // Turned by 30 degrees, half the width is 86.6 pixels across and 50 nearer or farther.
    assertThat(place(turned, 320 + 700 * 86.6025 / 650, 240)[0]).isCloseTo(0.5, within(1e-4));
  }

  private static double[] place(double[] m, double x, double y) {
    double w = m[6] * x + m[7] * y + m[8];
    return new double[] {(m[0] * x + m[1] * y + m[2]) / w, (m[3] * x + m[4] * y + m[5]) / w};
  }

  @Test
  void aMaskCoversTheFaceAndLeavesTheRoom() throws Exception {
    double[] worn = {95, 110, 145, 110, 120, 140, 100, 165, 140, 165};
    Photo head = portrait();

    Photo masked = Photo.read(new Mask(portrait(), worn, 3).on(head, worn, 5));

    assertThat(masked.width()).isEqualTo(head.width());
    assertThat(difference(head, masked, 5, 5)).isLessThan(0.05);
    assertThat(difference(head, masked, 120, 150)).isGreaterThan(0.05);
  }

  /** Mean absolute difference over a small square. */
  private static double difference(Photo one, Photo other, int x, int y) {
    double[] a = new double[3];
    double[] b = new double[3];
    double sum = 0;
    for (int i = 0; i < 64; i++) {
      one.at(x + i % 8, y + i / 8, a);
      other.at(x + i % 8, y + i / 8, b);
      for (int channel = 0; channel < 3; channel++) {
        sum += Math.abs(a[channel] - b[channel]) / 192;
      }
    }
    return sum;
  }
}
