// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.recognise;

import java.util.function.BooleanSupplier;
import org.vestibule.api.model.ModelException;

/**
 * A way from sound to words. The hearing knows no other: whoever wants the sound prepared, or
 * looked at twice, puts another one in front of {@link Transcriber}.
 */
@FunctionalInterface
public interface Transcription {
  /**
   * Recognises speech.
   *
   * @param sound samples at 16 kHz in [-1, 1]; not changed
   * @param beams 1 for the best reading alone, more for alternatives
   * @param abandoned asked before each step; true ends the work early
   * @throws ModelException when a model fails
   */
  Transcript transcribe(float[] sound, int beams, BooleanSupplier abandoned) throws ModelException;
}
