// SPDX-License-Identifier: Apache-2.0
package org.vestibule.evaluation.species;

import java.util.Random;

/**
 * A photo printed on paper. Ink has a smaller gamut (saturation times 0.7 to 0.85) and paper a
 * lifted black (0.08 to 0.16) and a warm tint. Each ink is a clustered-dot halftone at the angle of
 * its colour (cyan 15, magenta 75, yellow 0 degrees; R. Ulichney, "Digital Halftoning", 1987), with
 * 110 to 170 lines over the photo and a part of 10 to 35 % in the colour: most of a real raster is
 * finer than a door camera sees. A white margin of 4 %.
 */
final class Print implements Medium {
  private static final double[] ANGLES = {15, 75, 0};
  private static final double MARGIN = 0.04;

  /** One wave, because a cosine for each dot of each ink would take most of the time. */
  private static final double[] WAVE = new double[4096];

  static {
    for (int i = 0; i < WAVE.length; i++) {
      WAVE[i] = 0.25 * Math.cos(2 * Math.PI * i / WAVE.length);
    }
  }

  private final Photo photo;
  private final double saturation;
  private final double lift;
  private final double lines;
  private final double raster;
  private final double[] cos = new double[3];
  private final double[] sin = new double[3];

  Print(Photo photo, Random chance) {
    this.photo = photo;
    saturation = 0.7 + 0.15 * chance.nextDouble();
    lift = 0.08 + 0.08 * chance.nextDouble();
    lines = 110 + 60 * chance.nextDouble();
    raster = 0.1 + 0.25 * chance.nextDouble();
    for (int ink = 0; ink < 3; ink++) {
      cos[ink] = Math.cos(Math.toRadians(ANGLES[ink])) * WAVE.length * lines;
      sin[ink] = Math.sin(Math.toRadians(ANGLES[ink])) * WAVE.length * lines;
    }
  }

  @Override
  public boolean colour(double u, double v, double[] out) {
    if (u < -MARGIN || v < -MARGIN || u > 1 + MARGIN || v > 1 + MARGIN) {
      return false;
    }
    if (u < 0 || v < 0 || u > 1 || v > 1) {
      out[0] = 0.95;
      out[1] = 0.94;
      out[2] = 0.91;
      return true;
    }
    photo.at(u * photo.width(), v * photo.height(), out);
    double grey = 0.299 * out[0] + 0.587 * out[1] + 0.114 * out[2];
    double down = v * photo.height() / photo.width();
    for (int ink = 0; ink < 3; ink++) {
      double value = grey + saturation * (out[ink] - grey);
      double cell =
          0.5 + wave(cos[ink] * u + sin[ink] * down) + wave(cos[ink] * down - sin[ink] * u);
      double dot = Math.min(1, Math.max(0, (value - cell) * 4 + 0.5));
      double mixed = value * (1 - raster) + dot * raster;
      double tint = ink == 2 ? 0.94 : 1;
      out[ink] = (lift + (0.92 - lift) * mixed) * tint;
    }
    return true;
  }

  private static double wave(double phase) {
    return WAVE[(int) Math.floor(phase) & WAVE.length - 1];
  }
}
