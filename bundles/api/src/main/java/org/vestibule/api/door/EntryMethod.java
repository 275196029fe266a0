// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.door;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** By what somebody shows at a door that they may pass. */
public enum EntryMethod {
  /** A living face that was recognised. */
  FACE,
  /** A code that only its person knows. */
  CODE,
  /** A card or a tag, read by a reader. */
  CARD,
  /** A visitor's pass: its number at a keypad, or its picture before a camera. */
  PASS,
  /**
   * A resident's own phone, or page, with which they let a visitor in: alone it moves nobody, for
   * whoever answers a call does not pass the door themselves.
   */
  PHONE,
  /** A person who looked and opened. */
  HUMAN;

  /** Returns the name as it stands in settings and messages, for example face. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Finds a method by its {@link #label}. */
  public static Optional<EntryMethod> of(String label) {
    return Arrays.stream(values()).filter(method -> method.label().equals(label)).findFirst();
  }
}
