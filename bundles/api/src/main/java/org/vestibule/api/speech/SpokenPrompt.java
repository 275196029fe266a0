// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.speech;

import java.util.Locale;
import org.vestibule.api.station.AudioFormat;

/**
 * A sentence as sound.
 *
 * @param sentence its words
 * @param language the language that it is in
 * @param format its rate
 * @param samples 16-bit samples; shared, not copied
 */
public record SpokenPrompt(String sentence, Locale language, AudioFormat format, short[] samples) {
  @Override
  public String toString() {
    return "SpokenPrompt[" + language.toLanguageTag() + ", " + samples.length + " samples]";
  }
}
