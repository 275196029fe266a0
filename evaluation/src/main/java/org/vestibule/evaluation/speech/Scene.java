// SPDX-License-Identifier: Apache-2.0
package org.vestibule.evaluation.speech;

import java.util.Locale;

/** What a door station may hear for an hour without a visitor. */
enum Scene {
  /** Cars, wind, crockery. */
  STREET(0.25, false),
  /** Chords, a melody, drums. */
  MUSIC(0.17, false),
  /** Several people at once, in languages that the recogniser does not know. */
  BABBLE(0.17, false),
  /** The noise of a microphone. */
  SILENCE(0.16, false),
  /** Sentences of a television behind a window: words may be understood, and are no visitor's. */
  TELEVISION(0.25, true);

  private final double share;
  private final boolean spoken;

  Scene(double share, boolean spoken) {
    this.share = share;
    this.spoken = spoken;
  }

  /** Returns which part of the hour it takes. */
  double share() {
    return share;
  }

  /** Returns whether somebody says English words in it, so that a text is no error. */
  boolean spoken() {
    return spoken;
  }

  /** Returns its name in keys. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
