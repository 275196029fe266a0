// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.vote;

import java.time.Instant;
import org.vestibule.api.face.OperatingPoint;

/** Operating points, made up. */
public final class Points {
  private Points() {}

  public static OperatingPoint at(double threshold) {
    return new OperatingPoint(
        "space",
        1e-5,
        9,
        threshold,
        OperatingPoint.Proof.NO_COHORT,
        OperatingPoint.Cohort.NONE,
        Double.NaN,
        Double.NaN,
        Double.NaN,
        Instant.EPOCH,
        "");
  }
}
