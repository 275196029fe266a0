// SPDX-License-Identifier: Apache-2.0
package org.vestibule.benchmarks;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.api.face.FaceThresholds;
import org.vestibule.api.face.OperatingPoint;
import org.vestibule.api.people.PeopleDirectory;
import org.vestibule.core.internal.enrol.Resemblance;

/** What each enrolment asks at its end: whether the face is that of somebody who is here. */
final class LookAlike {
  private static final double THRESHOLD = 0.5;
  private static final int SHOTS = 5;

  private final Resemblance resemblance;

  LookAlike(PeopleDirectory people) {
    resemblance = new Resemblance(new Fixed(), people);
  }

  /** Compares five shots of somebody new with everybody. */
  void check(int number) throws VestibuleException {
    List<FaceTemplate> shots =
        IntStream.range(0, SHOTS).mapToObj(shot -> VaultCrowd.face(number + shot)).toList();
    if (resemblance.requireNew(VaultCrowd.id(number), shots).isPresent()) {
      throw new IllegalStateException("a face that was drawn by chance resembles another");
    }
  }

  /** The same threshold for whatever is asked. */
  private static final class Fixed implements FaceThresholds {
    @Override
    public OperatingPoint point(String space, int comparisons) {
      return new OperatingPoint(
          space,
          Double.NaN,
          comparisons,
          THRESHOLD,
          OperatingPoint.Proof.CONFIGURED,
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
}
