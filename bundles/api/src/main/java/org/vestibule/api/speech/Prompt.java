// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.speech;

/** The fixed sentences that a station says. Their wording is the catalogue's, by language. */
public enum Prompt {
  /** Says that it is an automatic assistant, and how a person is reached. */
  GREETING,
  ASK_WISH,
  ASK_WHOM,
  ASK_UNIT,
  /** Before the digits that were understood; {@link #IS_THAT_RIGHT} follows. */
  YOU_SAID,
  IS_THAT_RIGHT,
  SAY_AGAIN,
  USE_KEYPAD,
  ENTER_CODE,
  PLEASE_WAIT,
  RINGING,
  MANAGER_TOLD,
  PARCEL_ROOM,
  /** Nothing is bought here; the bell reaches a person all the same. */
  DECLINED,
  EMERGENCY,
  /** The language was not understood; a person is being called. */
  OTHER_LANGUAGE,
  OPENED,
  REFUSED,
  TURN_LEFT,
  TURN_RIGHT,
  BLINK,
  COME_CLOSER,
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

  /** Returns the prompt that says a digit, 0 to 9. */
  public static Prompt digit(int digit) {
    return values()[ZERO.ordinal() + digit];
  }

  /** Returns its name in files and paths, for example {@code ask-whom}. */
  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
