// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.credential;

import java.util.Objects;

/**
 * A card number as a panel knows it. It is issued by the access system and never made from a face.
 *
 * @param format a format's name, for example {@code h10301}
 * @param facility the facility or company code, 0 where the format has none
 * @param number the card number
 */
public record Card(String format, long facility, long number) {
  /** Refuses negative numbers. */
  public Card {
    Objects.requireNonNull(format, "format");
    if (facility < 0 || number < 0) {
      throw new IllegalArgumentException("a card's codes are 0 or more");
    }
  }

  /** Hides the number: whoever knows it can make the card. */
  @Override
  public String toString() {
    return "Card[" + format + ", ***]";
  }
}
