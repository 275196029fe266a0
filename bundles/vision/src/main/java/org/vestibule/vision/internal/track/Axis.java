// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.track;

/**
 * One coordinate that moves at a constant velocity, as a Kalman filter of two states sees it. The
 * noise is white in the acceleration (Y. Bar-Shalom, X. R. Li, T. Kirubarajan, "Estimation with
 * Applications to Tracking and Navigation", 2001, section 6.2.2), so that any time may lie between
 * two pictures. Immutable.
 *
 * @param value where it is, pixels
 * @param velocity pixels per second
 * @param vv variance of the value
 * @param vs covariance of value and velocity
 * @param ss variance of the velocity
 */
record Axis(double value, double velocity, double vv, double vs, double ss) {
  /** Begins at rest. */
  static Axis at(double value, double deviation, double speed) {
    return new Axis(value, 0, deviation * deviation, 0, speed * speed);
  }

  /**
   * Returns where it will be.
   *
   * @param seconds from now
   * @param density of the acceleration's noise, square pixels per cubic second
   */
  Axis after(double seconds, double density) {
    double cube = seconds * seconds * seconds / 3;
    return new Axis(
        value + velocity * seconds,
        velocity,
        vv + 2 * seconds * vs + seconds * seconds * ss + density * cube,
        vs + seconds * ss + density * seconds * seconds / 2,
        ss + density * seconds);
  }

  /** Returns it after a measurement. */
  Axis corrected(double measured, double deviation) {
    double spread = vv + deviation * deviation;
    double gain = vv / spread;
    double speedGain = vs / spread;
    double surprise = measured - value;
    return new Axis(
        value + gain * surprise,
        velocity + speedGain * surprise,
        (1 - gain) * vv,
        (1 - gain) * vs,
        ss - speedGain * vs);
  }
}
