// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal;

import java.nio.FloatBuffer;
import java.util.Locale;
import java.util.Optional;
import org.vestibule.vision.internal.face.Face;
import org.vestibule.vision.internal.face.Scratch;
import org.vestibule.vision.internal.picture.Affine;
import org.vestibule.vision.internal.picture.Picture;

/**
 * Whether a face can be judged at all. Each refusal names the value and its bound, in words for the
 * visitor. A face that fails here is never called alive, a spoof, known or unknown.
 *
 * <p>Sharpness is the variance of the Laplacian (J. Pech-Pacheco et al., "Diatom autofocusing in
 * brightfield microscopy", ICPR 2000) of the face at {@value #SIDE} pixels, divided by the variance
 * of its brightness, so that a dim face is not taken for a blurred one; times 100.
 */
final class Quality {
  private static final int SIDE = 64;
  private static final double MIN_BRIGHTNESS = 40;
  private static final double MAX_BRIGHTNESS = 225;
  private static final double MIN_CONTRAST = 10;
  private static final double MIN_INSIDE = 0.9;
  private static final double MAX_YAW = 0.45;
  private static final double MIN_PITCH = 0.15;
  private static final double MAX_PITCH = 0.85;

  /**
   * What was measured.
   *
   * @param brightness mean, 0 to 255
   * @param contrast standard deviation of brightness
   * @param sharpness see {@link Quality}
   */
  record Light(double brightness, double contrast, double sharpness) {}

  private Quality() {}

  /** Returns why the box cannot be judged, from its place and size alone. */
  static Optional<String> frame(Face face, Picture picture, int minFacePixels) {
    if (face.height() < minFacePixels) {
      return say(
          "the face is %.0f pixels high, at least %d are needed: come closer",
          face.height(), minFacePixels);
    }
    double w = span(face.x(), face.width(), picture.width());
    double h = span(face.y(), face.height(), picture.height());
    double inside = w * h / face.area();
    if (inside < MIN_INSIDE) {
      return say(
          "%.0f %% of the face is in the picture, at least %.0f %% are needed: step to the middle",
          100 * inside, 100 * MIN_INSIDE);
    }
    return Optional.empty();
  }

  /** Returns why the face cannot be judged, from its points and its pixels. */
  static Optional<String> look(Face face, Picture picture, Scratch scratch, double minSharpness) {
    Light light = light(face, picture, scratch);
    if (light.brightness < MIN_BRIGHTNESS) {
      return say(
          "the face is too dark, brightness %.0f, at least %.0f is needed: more light on the face",
          light.brightness, MIN_BRIGHTNESS);
    }
    if (light.brightness > MAX_BRIGHTNESS) {
      return say(
          "the face is too bright, brightness %.0f, at most %.0f is allowed: less light on the face",
          light.brightness, MAX_BRIGHTNESS);
    }
    if (light.contrast < MIN_CONTRAST) {
      return say(
          "the face has too little contrast, %.1f, at least %.0f is needed: clean the lens",
          light.contrast, MIN_CONTRAST);
    }
    if (light.sharpness < minSharpness) {
      return say(
          "the face is blurred, sharpness %.2f, at least %.2f is needed: stand still",
          light.sharpness, minSharpness);
    }
    return pose(face.points(), picture);
  }

  /** Measures the light in the middle of the face's box. */
  static Light light(Face face, Picture picture, Scratch scratch) {
    FloatBuffer grey = scratch.tensor(SIDE * SIDE);
    double side = Math.max(face.width(), face.height());
    Affine map =
        Affine.onto(face.centreX() - side / 2, face.centreY() - side / 2, side, side, SIDE, SIDE);
    picture.grey(map, SIDE, SIDE, grey, 0, 1);
    double sum = 0;
    double squares = 0;
    double edges = 0;
    double edgeSquares = 0;
    for (int y = 1; y < SIDE - 1; y++) {
      for (int x = 1; x < SIDE - 1; x++) {
        int at = y * SIDE + x;
        double value = grey.get(at);
        double around =
            grey.get(at - 1) + grey.get(at + 1) + grey.get(at - SIDE) + grey.get(at + SIDE);
        double edge = around - 4 * value;
        sum += value;
        squares += value * value;
        edges += edge;
        edgeSquares += edge * edge;
      }
    }
    double count = (SIDE - 2) * (SIDE - 2);
    double variance = Math.max(squares / count - sum / count * (sum / count), 0);
    double edgeVariance = edgeSquares / count - edges / count * (edges / count);
    double sharpness = variance < 1 ? 0 : 100 * edgeVariance / variance;
    return new Light(sum / count, Math.sqrt(variance), sharpness);
  }

  /** Ratios along and across the axis from the eyes to the mouth, so that a tilted head passes. */
  private static Optional<String> pose(double[] p, Picture picture) {
    for (int i = 0; i < 10; i += 2) {
      boolean inside =
          p[i] >= 0 && p[i] < picture.width() && p[i + 1] >= 0 && p[i + 1] < picture.height();
      if (!inside) {
        return say("eyes, nose or mouth lie outside the picture: step to the middle");
      }
    }
    double eyesX = (p[0] + p[2]) / 2;
    double eyesY = (p[1] + p[3]) / 2;
    double axisX = (p[6] + p[8]) / 2 - eyesX;
    double axisY = (p[7] + p[9]) / 2 - eyesY;
    double length = axisX * axisX + axisY * axisY;
    double noseX = p[4] - eyesX;
    double noseY = p[5] - eyesY;
    double eyes = Math.hypot(p[2] - p[0], p[3] - p[1]);
    double along = (noseX * axisX + noseY * axisY) / length;
    double across = Math.abs(noseX * axisY - noseY * axisX) / Math.sqrt(length) / eyes;
    // Written so that NaN, from points that fall together, is refused too.
    if (!(across <= MAX_YAW)) {
      return say(
          "the face looks aside, by %.2f of the eyes' distance, at most %.2f is allowed:"
              + " look into the camera",
          across, MAX_YAW);
    }
    if (!(along >= MIN_PITCH && along <= MAX_PITCH)) {
      return say(
          "the face looks up or down, nose at %.2f from eyes to mouth, allowed are %.2f to %.2f:"
              + " look into the camera",
          along, MIN_PITCH, MAX_PITCH);
    }
    return Optional.empty();
  }

  private static double span(double from, double length, int size) {
    return Math.max(0, Math.min(from + length, size - 0.5) - Math.max(from, -0.5));
  }

  private static Optional<String> say(String format, Object... values) {
    return Optional.of(String.format(Locale.ROOT, format, values));
  }
}
