// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp.pd;

import java.util.concurrent.TimeUnit;
import org.vestibule.integrations.access.control.internal.osdp.OutputControl;

/** What the panel made of the reader's outputs, with the time of those that are timed. */
final class PdOutputs {
  private static final long TENTH = TimeUnit.MILLISECONDS.toNanos(100);

  private final boolean[] permanent;
  private final boolean[] timed;
  private final boolean[] running;
  private final long[] ends;

  PdOutputs(int count) {
    permanent = new boolean[count];
    timed = new boolean[count];
    running = new boolean[count];
    ends = new long[count];
  }

  static boolean possible(OutputControl control) {
    return control.output() < PdProfile.OUTPUTS && control.action() <= OutputControl.TIMED_OFF;
  }

  void apply(OutputControl control, long now) {
    int output = control.output();
    switch (control.action()) {
      case OutputControl.OFF, OutputControl.ON -> {
        running[output] = false;
        permanent[output] = control.action() == OutputControl.ON;
      }
      case OutputControl.OFF_AFTER_TIMED, OutputControl.ON_AFTER_TIMED ->
          permanent[output] = control.action() == OutputControl.ON_AFTER_TIMED;
      case OutputControl.TIMED_ON, OutputControl.TIMED_OFF -> {
        timed[output] = control.action() == OutputControl.TIMED_ON;
        running[output] = true;
        ends[output] = now + control.timer() * TENTH;
      }
      default -> {
        // Nothing: the standard's way to ask for the state only.
      }
    }
  }

  boolean[] levels(long now) {
    boolean[] levels = new boolean[permanent.length];
    for (int i = 0; i < levels.length; i++) {
      running[i] = running[i] && now - ends[i] < 0;
      levels[i] = running[i] ? timed[i] : permanent[i];
    }
    return levels;
  }
}
