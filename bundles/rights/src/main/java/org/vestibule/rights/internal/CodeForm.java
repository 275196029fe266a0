// SPDX-License-Identifier: Apache-2.0
package org.vestibule.rights.internal;

import org.vestibule.api.VestibuleException;

/** Which codes are good enough. What is refused is never shown. Pure. */
final class CodeForm {
  static final int MOST_DIGITS = 10;

  private CodeForm() {}

  /**
   * Refuses a code that is guessed too easily.
   *
   * @param unit the person's unit, may be empty
   * @throws VestibuleException {@code code-weak}
   */
  static void require(char[] code, int least, String unit) throws VestibuleException {
    if (code.length < least || code.length > MOST_DIGITS || !digits(code)) {
      throw weak("one of " + code.length + " characters", least + " to " + MOST_DIGITS + " digits");
    }
    if (repeats(code)) {
      throw weak("one that repeats itself", "digits that do not repeat a part");
    }
    if (runs(code, 1) || runs(code, -1)) {
      throw weak("a run of digits", "digits that do not count up or down");
    }
    if (!unit.isEmpty() && isUnit(code, unit)) {
      throw weak("the number of the unit", "a number that does not stand at the bell");
    }
  }

  static boolean digits(char[] code) {
    for (char each : code) {
      if (each < '0' || each > '9') {
        return false;
      }
    }
    return true;
  }

  static VestibuleException weak(String found, String allowed) {
    return new VestibuleException("code-weak", "code", found, allowed, "Choose another code.");
  }

  /** As in 1111, 1212 and 123123. */
  private static boolean repeats(char[] code) {
    for (int part = 1; part <= code.length / 2; part++) {
      boolean same = code.length % part == 0;
      for (int i = part; same && i < code.length; i++) {
        same = code[i] == code[i - part];
      }
      if (same) {
        return true;
      }
    }
    return false;
  }

  /** As in 3456, 8901 and 4321. */
  private static boolean runs(char[] code, int step) {
    for (int i = 1; i < code.length; i++) {
      if ((code[i] - code[i - 1] - step + 20) % 10 != 0) {
        return false;
      }
    }
    return true;
  }

  /** The unit's digits with zeros before or after them. */
  private static boolean isUnit(char[] code, String unit) {
    String digits = unit.replaceAll("[^0-9]", "");
    return !digits.isEmpty()
        && String.valueOf(code).matches("0*" + digits.replaceFirst("^0+(?=.)", "") + "0*");
  }
}
