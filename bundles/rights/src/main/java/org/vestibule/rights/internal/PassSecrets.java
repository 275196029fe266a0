// SPDX-License-Identifier: Apache-2.0
package org.vestibule.rights.internal;

import java.security.SecureRandom;
import java.util.Locale;

/**
 * Makes what a visitor is given: a number of 8 digits, which is guarded by the lock-out, and the
 * text of a QR code with 130 random bits, which needs no guard. Thread-safe.
 */
final class PassSecrets {
  /** The hash's domain of numbers. */
  static final String NUMBER = "pass-number";

  /** The hash's domain of pictures. */
  static final String PICTURE = "pass-picture";

  /** Crockford's base 32, upper case: a QR code is smaller without small letters. */
  private static final String LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  private static final String MARK = "VP1";
  private static final int PICTURE_LETTERS = 26;
  private static final int NUMBERS = 100_000_000;
  private static final SecureRandom RANDOM = new SecureRandom();

  private PassSecrets() {}

  static String number() {
    return String.format("%08d", RANDOM.nextInt(NUMBERS));
  }

  static String picture() {
    return letters(MARK, PICTURE_LETTERS);
  }

  /** Returns a new pass's name, which opens nothing. */
  static String id() {
    return letters("pass-", 10).toLowerCase(Locale.ROOT);
  }

  private static String letters(String begin, int count) {
    StringBuilder text = new StringBuilder(begin);
    for (int i = 0; i < count; i++) {
      text.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
    }
    return text.toString();
  }
}
