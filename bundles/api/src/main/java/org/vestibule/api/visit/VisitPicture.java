// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.visit;

import java.time.Instant;
import java.util.Objects;

/**
 * A picture that is kept beside the story of a visit, where a site wishes that. The bytes are
 * shared, not copied: nobody changes them.
 *
 * @param capturedAt when light fell on the sensor
 * @param jpeg a JPEG, at most {@value #MOST} bytes
 */
public record VisitPicture(Instant capturedAt, byte[] jpeg) {
  /** How many bytes one has at most. */
  public static final int MOST = 98_304;

  /** Refuses one that is empty or too large. */
  public VisitPicture {
    Objects.requireNonNull(capturedAt, "capturedAt");
    if (jpeg.length == 0 || jpeg.length > MOST) {
      throw new IllegalArgumentException(
          "a picture of " + jpeg.length + " bytes; allowed: 1 to " + MOST);
    }
  }

  @Override
  public String toString() {
    return "VisitPicture[" + capturedAt + ", ***]";
  }
}
