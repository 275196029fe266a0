// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.face;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Derives thresholds from the stated bound, an impostor cohort and the number of comparisons.
 * Thread-safe; cheap enough for every attempt, because what was derived is kept until an enrolment,
 * a model or a setting changes.
 */
@ProviderType
public interface FaceThresholds {
  /**
   * Returns the operating point for attempts that are compared with so many templates.
   *
   * @param space the embedding space, see {@link FaceTemplate#space()}
   * @param comparisons from 1
   */
  OperatingPoint point(String space, int comparisons);

  /** Returns the points that were asked for since the last change, verification first. */
  List<OperatingPoint> inForce();
}
