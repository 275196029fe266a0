// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.door;

import java.util.Optional;

/**
 * What a panel wants shown at the reader that this gateway is to it: the light, the buzzer and the
 * text of OSDP (IEC 60839-11-5, commands LED, BUZ and TEXT), so that a station shows them.
 *
 * @param light the colour of the light now; empty: dark
 * @param blinking whether it changes with another colour or with dark
 * @param beeping whether the buzzer sounds
 * @param text what the display says; empty: nothing
 */
public record ReaderDisplay(Optional<Light> light, boolean blinking, boolean beeping, String text) {
  /** Nothing is shown. */
  public static final ReaderDisplay DARK = new ReaderDisplay(Optional.empty(), false, false, "");

  /** The colours that OSDP names. */
  public enum Light {
    RED,
    GREEN,
    AMBER,
    BLUE,
    MAGENTA,
    CYAN,
    WHITE
  }
}
