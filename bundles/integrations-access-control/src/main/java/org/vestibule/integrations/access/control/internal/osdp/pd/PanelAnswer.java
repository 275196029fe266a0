// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp.pd;

import java.util.Optional;
import org.vestibule.integrations.access.control.internal.osdp.LedColour;
import org.vestibule.integrations.access.control.internal.osdp.LedControl;
import org.vestibule.integrations.access.control.internal.osdp.OutputControl;

/**
 * Reads a panel's yes or no out of what it does with its reader's lights: the protocol has no words
 * for it. A temporary light says something whenever it is set. A permanent one says something only
 * when it changes, because panels repeat what is permanent. One thread.
 */
final class PanelAnswer {
  private final ReaderSettings.Answers answers;
  private final LedColour[] permanent = new LedColour[PdProfile.LIGHTS];

  PanelAnswer(ReaderSettings.Answers answers) {
    this.answers = answers;
  }

  /** Returns yes or no, or empty when a light says neither. */
  Optional<Boolean> light(LedControl control) {
    LedColour before = permanent[control.led()];
    LedColour now = before;
    if (control.permanentAction() == LedControl.SET_PERMANENT) {
      now = colour(control.permanent());
      permanent[control.led()] = now;
    }
    if (control.temporaryAction() == LedControl.SET) {
      return meaning(colour(control.temporary()));
    }
    // The first permanent light is how things are when nobody is there.
    if (before == null || before == now) {
      return Optional.empty();
    }
    // From yes to no is the end of the time for which the last one was let in.
    boolean ends = answers.granted().contains(before) && answers.denied().contains(now);
    return ends ? Optional.empty() : meaning(now);
  }

  /** Returns yes, or empty when an output says nothing. */
  Optional<Boolean> output(OutputControl control) {
    boolean on =
        control.action() == OutputControl.ON
            || control.action() == OutputControl.ON_AFTER_TIMED
            || control.action() == OutputControl.TIMED_ON;
    return on && answers.outputGrants() ? Optional.of(true) : Optional.empty();
  }

  private Optional<Boolean> meaning(LedColour colour) {
    if (answers.granted().contains(colour)) {
      return Optional.of(true);
    }
    return answers.denied().contains(colour) ? Optional.of(false) : Optional.empty();
  }

  static LedColour colour(LedControl.Blink blink) {
    boolean lit = blink.on() > 0 && blink.onColour() != LedColour.NONE;
    return lit || blink.off() == 0 ? blink.onColour() : blink.offColour();
  }
}
