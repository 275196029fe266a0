// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.face;

import java.util.Locale;
import java.util.Optional;
import org.vestibule.api.face.FaceQuality;
import org.vestibule.vision.internal.picture.Picture;

/**
 * Whether a face can be judged at all. Each refusal names the value and its bound, in words for the
 * visitor. A face that fails here is never called alive, a spoof, known or unknown.
 */
public final class Quality {
  private static final double MIN_BRIGHTNESS = 40;
  private static final double MAX_BRIGHTNESS = 225;
  private static final double MIN_CONTRAST = 10;
  private static final double MIN_INSIDE = 0.9;
  private static final double MAX_YAW = 33;
  private static final double MAX_PITCH = 30;

  /** A face of this many pixels in height has all the detail that any network here reads. */
  public static final int ENOUGH_PIXELS = 160;

  /** A face has all the weight that sharpness gives from this many percent on. */
  private static final double SHARP = 30;

  /** A face has all the weight that contrast gives from this deviation on. */
  private static final double CLEAR = 25;

  /** The worst face that is judged at all still has this much of a vote. */
  private static final double LEAST_SCORE = 0.01;

  private Quality() {}

  /** Returns why the box cannot be judged, from its place and size alone. */
  public static Optional<String> misplaced(Face face, Picture picture, int minFacePixels) {
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

  /** Judges a face by its points and its pixels; the picture's window must hold its box. */
  public static Inspection inspect(
      Face face, Picture picture, Scratch scratch, double minSharpness) {
    Light light = Light.of(face, picture, scratch);
    Optional<String> refusal = dim(light, minSharpness);
    if (refusal.isEmpty()) {
      refusal = outside(face.points(), picture);
    }
    Pose pose = Pose.of(face.points());
    if (refusal.isEmpty()) {
      refusal = turned(pose);
    }
    Cover cover = refusal.isEmpty() ? Cover.of(face, picture, scratch) : Cover.NONE;
    if (refusal.isEmpty()) {
      refusal = cover.refusal();
    }
    return new Inspection(face, Optional.of(quality(face, light, pose, cover)), refusal);
  }

  private static FaceQuality quality(Face face, Light light, Pose pose, Cover cover) {
    double score =
        face.score()
            * Math.min(1, face.height() / ENOUGH_PIXELS)
            * Math.min(1, light.sharpness() / SHARP)
            * Math.min(1, light.contrast() / CLEAR)
            * Math.cos(Math.toRadians(pose.yaw()))
            * Math.cos(Math.toRadians(pose.pitch()))
            * (1 - cover.share());
    // Written so that NaN, from points that fall together, has the least weight too.
    double weight = score > LEAST_SCORE ? Math.min(score, 1) : LEAST_SCORE;
    return new FaceQuality(
        face.height(),
        light.brightness(),
        light.contrast(),
        light.sharpness(),
        pose.yaw(),
        pose.pitch(),
        pose.roll(),
        cover.share(),
        weight);
  }

  private static Optional<String> dim(Light light, double minSharpness) {
    if (light.brightness() < MIN_BRIGHTNESS) {
      return say(
          "the face is too dark, brightness %.0f, at least %.0f is needed: more light on the face",
          light.brightness(), MIN_BRIGHTNESS);
    }
    if (light.brightness() > MAX_BRIGHTNESS) {
      return say(
          "the face is too bright, brightness %.0f, at most %.0f is allowed: less light on the face",
          light.brightness(), MAX_BRIGHTNESS);
    }
    if (light.contrast() < MIN_CONTRAST) {
      return say(
          "the face has too little contrast, %.1f, at least %.0f is needed: clean the lens",
          light.contrast(), MIN_CONTRAST);
    }
    if (light.sharpness() < minSharpness) {
      return say(
          "the face is blurred, sharpness %.2f, at least %.2f is needed: stand still",
          light.sharpness(), minSharpness);
    }
    return Optional.empty();
  }

  private static Optional<String> outside(double[] p, Picture picture) {
    for (int i = 0; i < 10; i += 2) {
      boolean inside =
          p[i] >= 0 && p[i] < picture.width() && p[i + 1] >= 0 && p[i + 1] < picture.height();
      if (!inside) {
        return say("eyes, nose or mouth lie outside the picture: step to the middle");
      }
    }
    return Optional.empty();
  }

  private static Optional<String> turned(Pose pose) {
    // Written so that NaN, from points that fall together, is refused too.
    if (!(Math.abs(pose.yaw()) <= MAX_YAW)) {
      return say(
          "the face looks aside, by %.0f degrees, at most %.0f are allowed: look into the camera",
          Math.abs(pose.yaw()), MAX_YAW);
    }
    if (!(Math.abs(pose.pitch()) <= MAX_PITCH)) {
      return say(
          "the face looks up or down, by %.0f degrees, at most %.0f are allowed: look into the"
              + " camera",
          Math.abs(pose.pitch()), MAX_PITCH);
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
