// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.speech;

import java.util.Locale;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;
import org.vestibule.api.VestibuleException;

/** Turns free text into sound; a feature of its own. Thread-safe. */
@ConsumerType
public interface PromptSynthesizer {
  /** Returns the languages that it speaks. */
  Set<Locale> languages();

  /**
   * Speaks.
   *
   * @param text at most 300 characters
   * @throws VestibuleException {@code synthesis-failed}, {@code text-too-long}
   */
  SpokenPrompt speak(String text, Locale language) throws VestibuleException;
}
