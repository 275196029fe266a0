// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp;

/**
 * The two ways in which a frame says that it arrived whole: CRC-16 (polynomial 0x1021, initial
 * value 0x1D0F, nothing reflected) and an 8-bit sum (SIA OSDP 2.2 section 5.9 and annex C).
 * Thread-safe.
 */
public final class CheckCharacters {
  private static final int INITIAL = 0x1D0F;
  private static final int POLYNOMIAL = 0x1021;
  private static final char[] TABLE = table();

  private CheckCharacters() {}

  /** Returns the CRC-16 of {@code length} bytes, 0 to 0xFFFF. */
  public static int crc(byte[] bytes, int offset, int length) {
    int crc = INITIAL;
    for (int i = offset; i < offset + length; i++) {
      crc = (crc << 8 & 0xFFFF) ^ TABLE[(crc >> 8 ^ bytes[i]) & 0xFF];
    }
    return crc;
  }

  /** Returns the two's complement of the sum of {@code length} bytes, 0 to 0xFF. */
  public static int sum(byte[] bytes, int offset, int length) {
    int sum = 0;
    for (int i = offset; i < offset + length; i++) {
      sum += bytes[i];
    }
    return -sum & 0xFF;
  }

  private static char[] table() {
    char[] table = new char[256];
    for (int i = 0; i < table.length; i++) {
      int crc = i << 8;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 0x8000) == 0 ? crc << 1 : crc << 1 ^ POLYNOMIAL;
      }
      table[i] = (char) crc;
    }
    return table;
  }
}
