// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.suppress;

/** Takes noise out of one stream of voice, for a human ear. Not thread-safe. */
public interface Suppressor extends AutoCloseable {
  /** Samples in a frame: 10 ms at 48 kHz. */
  int FRAME = 480;

  /**
   * Cleans one frame in place; what comes out is delayed by one frame.
   *
   * @param frame {@value #FRAME} samples at 48 kHz in [-1, 1]
   * @return the probability that somebody speaks in it, 0 to 1
   */
  float clean(float[] frame);

  @Override
  void close();
}
