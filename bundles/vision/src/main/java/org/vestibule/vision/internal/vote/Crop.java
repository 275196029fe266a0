// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.vote;

import java.time.Instant;
import org.vestibule.vision.internal.face.Embedded;

/**
 * What one picture says of one face. The picture itself is gone.
 *
 * @param embedded the face in one space
 * @param weight of its vote, see {@link org.vestibule.api.face.FaceQuality#score()}; above 0
 * @param capturedAt when light fell on the sensor
 * @param capturedNanos the same moment on {@link System#nanoTime()}
 */
public record Crop(Embedded embedded, double weight, Instant capturedAt, long capturedNanos) {
  /** Nothing without weight votes. */
  public Crop {
    if (!(weight > 0)) {
      throw new IllegalArgumentException("weight " + weight + "; allowed: above 0");
    }
  }
}
