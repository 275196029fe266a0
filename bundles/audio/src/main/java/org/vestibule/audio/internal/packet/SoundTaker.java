// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.packet;

/** Takes sound that is in order. */
@FunctionalInterface
public interface SoundTaker {
  /**
   * Takes the next samples.
   *
   * @param capturedNanos when the first one was heard by the station, on {@link System#nanoTime()}
   */
  void take(short[] samples, long capturedNanos);
}
