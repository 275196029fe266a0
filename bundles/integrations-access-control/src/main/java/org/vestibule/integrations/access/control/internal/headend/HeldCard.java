// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.headend;

import java.time.Instant;
import java.util.Optional;

/**
 * A card as a head-end has it.
 *
 * @param person what stands in the field that holds our person's id; may be anything
 * @param number the card's number, 0 or more
 * @param until when it ends, if it does
 */
public record HeldCard(String person, long number, Optional<Instant> until) {
  /** Reads a card's number: 1 to 18 digits. */
  public static Optional<Long> number(String text) {
    return text.matches("[0-9]{1,18}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
  }

  /** Hides the number: whoever knows it can make the card. */
  @Override
  public String toString() {
    return "HeldCard[" + person + ", ***]";
  }
}
