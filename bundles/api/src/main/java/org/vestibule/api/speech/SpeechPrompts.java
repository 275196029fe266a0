// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.speech;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/** What a station can say. Thread-safe. */
@ProviderType
public interface SpeechPrompts {
  /** Returns the languages of the catalogue. */
  Set<Locale> languages();

  /** Returns a sentence of the catalogue; English where the language has none. */
  SpokenPrompt say(Prompt prompt, Locale language);

  /**
   * Returns free text as sound.
   *
   * @param text at most 300 characters, from the house, never from a visitor
   * @return empty when no synthesiser of that language is installed
   */
  Optional<SpokenPrompt> say(String text, Locale language);
}
