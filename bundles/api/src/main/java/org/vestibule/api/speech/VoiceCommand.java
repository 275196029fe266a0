// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.speech;

/** The closed set of words that are recognised without the recogniser. */
public enum VoiceCommand {
  YES,
  NO,
  HELP,
  CANCEL,
  DELIVERY,
  ZERO,
  ONE,
  TWO,
  THREE,
  FOUR,
  FIVE,
  SIX,
  SEVEN,
  EIGHT,
  NINE;

  /** Returns the digit 0 to 9 that it says, or -1. */
  public int digit() {
    return ordinal() >= ZERO.ordinal() ? ordinal() - ZERO.ordinal() : -1;
  }
}
