// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal;

import java.util.Locale;

/** When somebody who was recognised without a code is asked for theirs before a door opens. */
public enum StepUp {
  /** A living face is enough; one that is not proven to be alive rings. */
  NEVER,
  /** When nothing proves that the face is alive. */
  UNSURE,
  /** Whenever a face was recognised without a code. */
  ALWAYS;

  /** Returns how it is written in the configuration. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
