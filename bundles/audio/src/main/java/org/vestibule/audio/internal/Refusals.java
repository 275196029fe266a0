// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal;

import java.time.Duration;
import org.vestibule.api.VestibuleException;

/** What is said to whoever asks for a hearing that cannot be. */
final class Refusals {
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private Refusals() {}

  /** Refuses a limit that is none. */
  static void check(Duration limit) throws VestibuleException {
    if (limit.isNegative() || limit.isZero() || limit.compareTo(LONGEST) > 0) {
      throw new VestibuleException(
          "speech-limit-invalid",
          "time to listen",
          limit.toString(),
          "more than 0, at most " + LONGEST.toMinutes() + " minutes",
          "Listen for 15 s, for example.");
    }
  }

  /** The refusal of one hearing too many. */
  static VestibuleException busy(String found, String allowed) {
    return new VestibuleException(
        "recogniser-busy",
        "speech recognition",
        found,
        allowed,
        "Try again in a few seconds, or raise maxConcurrent in org.vestibule.audio.");
  }
}
