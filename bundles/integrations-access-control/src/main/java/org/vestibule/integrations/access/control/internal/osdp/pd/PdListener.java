// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp.pd;

import org.vestibule.integrations.access.control.internal.osdp.BuzzerControl;
import org.vestibule.integrations.access.control.internal.osdp.LedControl;
import org.vestibule.integrations.access.control.internal.osdp.OutputControl;
import org.vestibule.integrations.access.control.internal.osdp.TextControl;

/**
 * What a panel makes of its reader. Called on the bus's thread: it returns at once, and neither
 * waits, writes nor logs.
 */
public interface PdListener {
  /** A light. */
  default void light(LedControl control) {}

  /** A sound. */
  default void buzzer(BuzzerControl control) {}

  /** A text. */
  default void text(TextControl control) {}

  /** An output. */
  default void output(OutputControl control) {}

  /**
   * The panel set another key.
   *
   * @param key a copy; whoever keeps it overwrites it
   */
  default void keySet(byte[] key) {}

  /**
   * A command for this reader was answered.
   *
   * @param secured whether the secure channel stands under a key of the reader's own
   */
  default void heard(long now, boolean secured) {}

  /** The line went. */
  default void gone() {}

  /** The secure channel was refused or broke, for example {@code another key}. */
  default void insecure(String why) {}
}
