// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.station;

/**
 * Mono PCM.
 *
 * @param sampleRate samples a second, 8000 to 48000
 */
public record AudioFormat(int sampleRate) {
  /** Refuses a rate that no door station has. */
  public AudioFormat {
    if (sampleRate < 8000 || sampleRate > 48000) {
      throw new IllegalArgumentException(
          "sample rate " + sampleRate + " Hz; allowed: 8000 to 48000 Hz");
    }
  }
}
