// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.station;

import java.time.Instant;

/**
 * One picture as the camera sent it. The bytes are shared, not copied: nobody changes them.
 *
 * @param bytes a file (JPEG; what else is accepted is the decoder's business) or raw pixels
 * @param format which of the two
 * @param capturedAt when light fell on the sensor, as far as known: an unlock order expires by it
 * @param capturedNanos the same moment on {@link System#nanoTime()}, for timers
 */
public record Frame(byte[] bytes, FrameFormat format, Instant capturedAt, long capturedNanos) {
  /** A file. */
  public Frame(byte[] bytes, Instant capturedAt, long capturedNanos) {
    this(bytes, FrameFormat.FILE, capturedAt, capturedNanos);
  }

  @Override
  public String toString() {
    return "Frame[" + bytes.length + " bytes, " + capturedAt + "]";
  }
}
