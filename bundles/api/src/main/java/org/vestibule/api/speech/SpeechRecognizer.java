// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.speech;

import java.util.Locale;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.station.AudioFeed;

/** Turns one utterance into words. Thread-safe; stores no sound. */
@ProviderType
public interface SpeechRecognizer {
  /** Returns the languages of the model that serves now. */
  Set<Locale> languages();

  /**
   * Listens to {@code feed} until the first utterance has ended, then reports its text. The
   * recogniser closes the feed. The last event is always one of {@link SpeechEvent.FinalText},
   * {@link SpeechEvent.NoSpeech} and {@link SpeechEvent.SpeechFailed}.
   *
   * @throws VestibuleException {@code language-unsupported}, {@code recogniser-busy} or {@code
   *     model-*}
   */
  Hearing listen(AudioFeed feed, SpeechWish wish, SpeechListener listener)
      throws VestibuleException;
}
