// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.drift;

import java.util.Locale;
import org.vestibule.api.station.StationId;

/**
 * How far the similarities at one camera have moved.
 *
 * @param camera which
 * @param attempts since the start or the last change of the model
 * @param window how many of the last ones are compared with the baseline
 * @param index population stability index; NaN while there is too little to judge
 * @param bound above it the camera drifts; NaN as above
 * @param smirnov largest difference of the distribution functions, 0 to 1, a second opinion; NaN as
 *     above
 * @param drifting whether the index passed the bound and has not come back to half of it
 * @param baseline where the baseline comes from, for people
 */
public record CameraDrift(
    StationId camera,
    long attempts,
    int window,
    double index,
    double bound,
    double smirnov,
    boolean drifting,
    String baseline) {
  /** Returns one sentence: what is measured and what to do. */
  String sentence() {
    return String.format(
        Locale.ROOT,
        "Camera %s sees faces otherwise than before: PSI %.2f, bound %.2f, last %d attempts against"
            + " %s. Clean its lens, check light and infrared, then enrol the people again.",
        camera,
        index,
        bound,
        window,
        baseline);
  }
}
