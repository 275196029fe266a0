// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.station;

/**
 * A piece of mono sound, usually 20 ms.
 *
 * @param samples signed 16-bit samples; shared, not copied: nobody changes them
 * @param capturedNanos when the first sample was taken, on {@link System#nanoTime()}
 */
public record AudioChunk(short[] samples, long capturedNanos) {
  @Override
  public String toString() {
    return "AudioChunk[" + samples.length + " samples]";
  }
}
