// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp;

/** The colours of a reader's light (SIA OSDP 2.2 section 6.10). */
public enum LedColour {
  NONE,
  RED,
  GREEN,
  AMBER,
  BLUE,
  MAGENTA,
  CYAN,
  WHITE;

  private static final LedColour[] ALL = values();

  /** Returns the byte on the wire. */
  public int code() {
    return ordinal();
  }

  /** Returns the colour of a byte; {@link #NONE} for one that is not known. */
  public static LedColour of(int code) {
    return code < ALL.length ? ALL[code] : NONE;
  }
}
