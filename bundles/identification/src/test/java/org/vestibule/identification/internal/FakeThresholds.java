// SPDX-License-Identifier: Apache-2.0
package org.vestibule.identification.internal;

import java.time.Instant;
import java.util.List;
import org.vestibule.api.face.FaceThresholds;
import org.vestibule.api.face.OperatingPoint;

/** Thresholds without a cohort. */
final class FakeThresholds implements FaceThresholds {
  @Override
  public OperatingPoint point(String space, int comparisons) {
    return new OperatingPoint(
        space,
        1e-5,
        comparisons,
        0.5,
        OperatingPoint.Proof.NO_COHORT,
        OperatingPoint.Cohort.NONE,
        Double.NaN,
        Double.NaN,
        Double.NaN,
        Instant.EPOCH,
        "");
  }

  @Override
  public List<OperatingPoint> inForce() {
    return List.of();
  }
}
