// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.track;

import org.vestibule.vision.internal.face.Face;

/**
 * Where a face is and how it moves: centre and height at a constant velocity, the box's proportions
 * at rest. With diagonal noise the filter of SORT (A. Bewley et al., "Simple Online and Realtime
 * Tracking", ICIP 2016) falls apart into these axes; height stands here for its area. Immutable.
 */
final class Motion {
  /** Deviation of a detected box, in heights of it. */
  private static final double BOX_DEVIATION = 0.05;

  /** How fast a face may be when it is first seen, in heights of it per second. */
  private static final double SPEED = 1;

  /** How strongly people accelerate, in heights of the face. */
  private static final double ACCELERATION = 1.5;

  /** People do not go on for ever as they went: a longer gap is not extrapolated. */
  private static final double LONGEST_SECONDS = 0.5;

  private final Axis x;
  private final Axis y;
  private final Axis height;
  private final double proportion;

  private Motion(Axis x, Axis y, Axis height, double proportion) {
    this.x = x;
    this.y = y;
    this.height = height;
    this.proportion = proportion;
  }

  static Motion of(Face face) {
    double deviation = BOX_DEVIATION * face.height();
    double speed = SPEED * face.height();
    return new Motion(
        Axis.at(face.centreX(), deviation, speed),
        Axis.at(face.centreY(), deviation, speed),
        Axis.at(face.height(), deviation, speed),
        face.width() / face.height());
  }

  Motion after(double seconds) {
    double ahead = Math.min(seconds, LONGEST_SECONDS);
    double scale = ACCELERATION * height.value();
    double density = scale * scale;
    return new Motion(
        x.after(ahead, density), y.after(ahead, density), height.after(ahead, density), proportion);
  }

  Motion corrected(Face face) {
    double deviation = BOX_DEVIATION * face.height();
    return new Motion(
        x.corrected(face.centreX(), deviation),
        y.corrected(face.centreY(), deviation),
        height.corrected(face.height(), deviation),
        proportion + 0.2 * (face.width() / face.height() - proportion));
  }

  /** Returns the box; it never vanishes, however fast it shrank. */
  Face box() {
    double h = Math.max(height.value(), 1);
    double w = h * proportion;
    return new Face(x.value() - w / 2, y.value() - h / 2, w, h, 0, new double[0]);
  }
}
