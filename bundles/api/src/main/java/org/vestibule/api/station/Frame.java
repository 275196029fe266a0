// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.station;

import java.time.Instant;

/**
 * One encoded picture as the camera sent it. The bytes are shared, not copied: nobody changes them.
 *
 * @param encoded the file's bytes (JPEG; what else is accepted is the decoder's business)
 * @param capturedAt when light fell on the sensor, as far as known: an unlock order expires by it
 * @param capturedNanos the same moment on {@link System#nanoTime()}, for timers
 */
public record Frame(byte[] encoded, Instant capturedAt, long capturedNanos) {
  @Override
  public String toString() {
    return "Frame[" + encoded.length + " bytes, " + capturedAt + "]";
  }
}
