// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.face;

import java.util.Locale;

/** What a visitor is asked to do, so that a picture of somebody shows that it is one. */
public enum FaceChallenge {
  /** Turn the head to one's own left. */
  TURN_LEFT("Please turn your head to the left"),
  /** Turn the head to one's own right. */
  TURN_RIGHT("Please turn your head to the right"),
  /** Close both eyes and open them. */
  BLINK("Please blink"),
  /** Step towards the camera. */
  COME_CLOSER("Please come closer");

  private final String sentence;

  FaceChallenge(String sentence) {
    this.sentence = sentence;
  }

  /** Returns its name on every surface, for example {@code turn-left}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns what is shown and spoken, in English. */
  public String sentence() {
    return sentence;
  }
}
