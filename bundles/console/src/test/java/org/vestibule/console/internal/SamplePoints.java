// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.vestibule.api.face.FaceThresholds;
import org.vestibule.api.face.OperatingPoint;
import org.vestibule.api.face.OperatingPoint.Cohort;
import org.vestibule.api.face.OperatingPoint.Proof;

/** Operating points with invented figures: one for each kind of proof. */
final class SamplePoints implements FaceThresholds {
  private static final Cohort PORTRAITS =
      new Cohort("Invented faces of a sample house", 200, 19_900, 7_400);

  final List<OperatingPoint> points = new CopyOnWriteArrayList<>();

  @Override
  public OperatingPoint point(String space, int comparisons) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<OperatingPoint> inForce() {
    return points;
  }

  void fill() {
    points.add(point(1e-3, 3, 0.47, Proof.PROVEN, PORTRAITS, 6e-4, 9e-4));
    points.add(point(1e-5, 3, 0.58, Proof.NOT_PROVABLE, PORTRAITS, 8e-6, 1.2e-3));
    points.add(point(1e-5, 3, 0.45, Proof.NO_COHORT, Cohort.NONE, Double.NaN, Double.NaN));
  }

  private static OperatingPoint point(
      double target,
      int comparisons,
      double threshold,
      Proof proof,
      Cohort cohort,
      double estimate,
      double upper) {
    return new OperatingPoint(
        "fr-feature",
        target,
        comparisons,
        threshold,
        proof,
        cohort,
        estimate,
        upper,
        cohort.people() == 0 ? Double.NaN : 4e-4,
        Instant.now().minusSeconds(7200),
        "Invented for a sample house.");
  }
}
