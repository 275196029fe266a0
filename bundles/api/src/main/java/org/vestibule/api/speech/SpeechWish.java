// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.speech;

import java.time.Duration;
import java.util.Locale;

/**
 * What to listen for.
 *
 * @param language the language that the speaker is expected to use
 * @param limit how long to listen at most, by the feed's clock
 */
public record SpeechWish(Locale language, Duration limit) {}
