// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.util.Optional;
import org.vestibule.api.intent.Triage;
import org.vestibule.api.speech.SpeechEvent.FinalText;

/**
 * What came of listening once.
 *
 * @param end how it ended
 * @param said what was understood, if somebody spoke
 * @param triage what it means, if it could be sorted
 */
record Answer(End end, Optional<FinalText> said, Optional<Triage> triage) {
  enum End {
    /** Somebody spoke, and words were understood. */
    WORDS,
    /** Somebody spoke, and nothing could be made of it. */
    NO_WORDS,
    /** Nobody spoke. */
    SILENCE,
    /** A part failed. */
    FAILURE
  }

  static Answer without(End end) {
    return new Answer(end, Optional.empty(), Optional.empty());
  }
}
