// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.command;

import java.util.Optional;
import org.vestibule.api.speech.SpeechEvent;

/** Spots one word of the closed set. A service inside the bundle. Thread-safe. */
public interface CommandSpotter {
  /**
   * Judges an utterance.
   *
   * @param sound samples at 16 kHz in [-1, 1], from before the first voiced one to after the last
   * @param endOfSpeechNanos when the last voiced sample was heard
   * @return empty when it is no such word, or none that is sure enough, or no model serves
   */
  Optional<SpeechEvent.CommandHeard> spot(float[] sound, long endOfSpeechNanos);
}
