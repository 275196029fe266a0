// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.coap;

import java.util.Arrays;
import org.vestibule.api.VestibuleException;

/** Reads a pre-shared key out of what lies in the vault. */
final class KeyBytes {
  /** The shortest key, in bytes. */
  static final int SHORTEST = 16;

  /** The longest key, in bytes. */
  static final int LONGEST = 64;

  private KeyBytes() {}

  /**
   * Returns the key: 32 to 128 hexadecimal digits are the bytes that they write, with or without
   * white space at the end; any other 16 to 64 bytes are the key themselves.
   *
   * @param value overwritten when it is not the key itself
   * @throws VestibuleException {@code key-unusable}, without the key
   */
  static byte[] of(String secret, byte[] value) throws VestibuleException {
    int length = value.length;
    while (length > 0 && value[length - 1] <= ' ' && value[length - 1] >= 0) {
      length--;
    }
    if (length >= 2 * SHORTEST
        && length <= 2 * LONGEST
        && length % 2 == 0
        && hexadecimal(value, length)) {
      byte[] key = new byte[length / 2];
      for (int i = 0; i < key.length; i++) {
        key[i] = (byte) (digit(value[2 * i]) << 4 | digit(value[2 * i + 1]));
      }
      Arrays.fill(value, (byte) 0);
      return key;
    }
    if (value.length >= SHORTEST && value.length <= LONGEST) {
      return value;
    }
    int found = value.length;
    Arrays.fill(value, (byte) 0);
    throw new VestibuleException(
        "key-unusable",
        "secret " + secret,
        found + " bytes",
        SHORTEST + " to " + LONGEST + " bytes, or twice as many hexadecimal digits",
        "Put another key under this name.");
  }

  private static boolean hexadecimal(byte[] value, int length) {
    for (int i = 0; i < length; i++) {
      if (digit(value[i]) < 0) {
        return false;
      }
    }
    return true;
  }

  private static int digit(byte character) {
    return Character.digit((char) (character & 0xff), 16);
  }
}
