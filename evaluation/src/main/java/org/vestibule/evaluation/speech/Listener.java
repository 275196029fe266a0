// SPDX-License-Identifier: Apache-2.0
package org.vestibule.evaluation.speech;

import org.vestibule.api.model.ModelException;
import org.vestibule.audio.internal.recognise.Transcript;

/**
 * What is measured: a recogniser with what stands before it.
 *
 * @param name for people and keys, for example {@code base} or {@code base_wiener}
 * @param recogniser sound to words
 */
record Listener(String name, Recogniser recogniser) {
  /** Sound to words. */
  @FunctionalInterface
  interface Recogniser {
    /**
     * Recognises.
     *
     * @param sound samples at 16 kHz in [-1, 1]
     */
    Transcript transcribe(float[] sound) throws ModelException;
  }

  /** Something that changes sound before it is recognised. */
  @FunctionalInterface
  interface FrontEnd {
    /** Returns the changed sound, as long as the given one. */
    float[] clean(float[] sound);
  }

  /** Returns this recogniser behind a front end. */
  Listener behind(String frontEnd, FrontEnd change) {
    return new Listener(name + "_" + frontEnd, sound -> recogniser.transcribe(change.clean(sound)));
  }
}
