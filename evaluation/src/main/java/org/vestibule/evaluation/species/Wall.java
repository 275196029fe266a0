// SPDX-License-Identifier: Apache-2.0
package org.vestibule.evaluation.species;

import java.util.Random;

/** What is behind an attack: a lit wall with a few things on it, which stay where they are. */
final class Wall {
  private static final int THINGS = 9;

  private final double[][] things = new double[THINGS][];
  private final int width;

  Wall(Random chance, int width, int height) {
    this.width = width;
    for (int i = 0; i < THINGS; i++) {
      things[i] =
          new double[] {
            width * chance.nextDouble(),
            height * chance.nextDouble(),
            20 + 60 * chance.nextDouble(),
            20 + 90 * chance.nextDouble(),
            0.15 + 0.7 * chance.nextDouble(),
            0.15 + 0.7 * chance.nextDouble(),
            0.15 + 0.7 * chance.nextDouble()
          };
    }
  }

  void colour(int x, int y, double[] out) {
    double light = 0.6 - 0.25 * x / width + 0.03 * Math.sin(x * 0.9 + y * 0.4);
    out[0] = light;
    out[1] = light * 0.98;
    out[2] = light * 0.93;
    for (double[] thing : things) {
      // Round things, so that no straight border is there that nobody holds.
      double dx = (x - thing[0]) / thing[2];
      double dy = (y - thing[1]) / thing[3];
      if (dx * dx + dy * dy < 1) {
        out[0] = thing[4];
        out[1] = thing[5];
        out[2] = thing[6];
      }
    }
  }
}
