// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.speech;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What to listen for.
 *
 * @param language the language that the speaker is expected to use
 * @param limit how long to listen at most, by the feed's clock
 * @param expects what kind of answer is expected
 * @param hints words that are likely, for example names; at most 1000, each at most 80 characters.
 *     They put alternatives in order and never make up words that were not heard
 * @param commands whether {@link SpeechEvent.CommandHeard} is wanted
 */
public record SpeechWish(
    Locale language, Duration limit, Expectation expects, List<String> hints, boolean commands) {
  /** Copies the list. */
  public SpeechWish {
    hints = List.copyOf(hints);
  }

  /** Whatever is said. */
  public SpeechWish(Locale language, Duration limit) {
    this(language, limit, Expectation.ANYTHING, List.of(), false);
  }
}
