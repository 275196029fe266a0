// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.prompt;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.speech.PromptSynthesizer;
import org.vestibule.api.speech.SpokenPrompt;

/**
 * Text that is in no catalogue, spoken by a synthesiser; the last ones are kept, because a house
 * says the same few things again. Thread-safe.
 */
final class FreeTexts {
  /** The longest text, in characters. */
  static final int LONGEST = 300;

  /** Sounds that are kept: at about 25 s for the longest text, at most 13 MB. */
  static final int KEPT = 16;

  private static final Logger LOG = LoggerFactory.getLogger(FreeTexts.class);

  private record Key(String text, Locale language) {}

  private final PromptSynthesizer synthesizer;
  private final Map<Key, SpokenPrompt> kept =
      new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, SpokenPrompt> eldest) {
          return size() > KEPT;
        }
      };

  private volatile String lastFailure = "";

  FreeTexts(PromptSynthesizer synthesizer) {
    this.synthesizer = synthesizer;
  }

  /** Returns why the last text could not be spoken; empty when it could. */
  String lastFailure() {
    return lastFailure;
  }

  /**
   * Speaks a text; empty for one that is blank or longer than {@link #LONGEST}, in a language that
   * the synthesiser does not speak, and when it fails.
   */
  Optional<SpokenPrompt> say(String text, Locale wanted) {
    if (text.isBlank() || text.length() > LONGEST) {
      LOG.warn("A text of {} characters is not spoken; allowed: 1 to {}", text.length(), LONGEST);
      return Optional.empty();
    }
    Optional<Locale> language = spoken(wanted);
    if (language.isEmpty()) {
      return Optional.empty();
    }
    Key key = new Key(text, language.get());
    synchronized (kept) {
      SpokenPrompt held = kept.get(key);
      if (held != null) {
        return Optional.of(held);
      }
    }
    return synthesised(key);
  }

  private Optional<SpokenPrompt> synthesised(Key key) {
    try {
      SpokenPrompt spoken = synthesizer.speak(key.text(), key.language());
      synchronized (kept) {
        kept.put(key, spoken);
      }
      lastFailure = "";
      return Optional.of(spoken);
    } catch (VestibuleException e) {
      lastFailure = e.getMessage();
      LOG.warn("A text was not spoken: {}", e.getMessage());
    } catch (RuntimeException e) {
      lastFailure = "The synthesiser failed: see the log";
      LOG.error("A text was not spoken", e);
    }
    return Optional.empty();
  }

  /** Returns the synthesiser's language for a wish: the same, or the one without a region. */
  private Optional<Locale> spoken(Locale wanted) {
    Set<Locale> languages = synthesizer.languages();
    if (languages.contains(wanted)) {
      return Optional.of(wanted);
    }
    return languages.stream()
        .filter(known -> known.getLanguage().equals(wanted.getLanguage()))
        .findFirst();
  }
}
