// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.line;

/** Takes sound that is in order. */
@FunctionalInterface
interface SoundTaker {
  /**
   * Takes the next samples.
   *
   * @param capturedNanos when the first one was heard by the station, on {@link System#nanoTime()}
   */
  void take(short[] samples, long capturedNanos);
}
