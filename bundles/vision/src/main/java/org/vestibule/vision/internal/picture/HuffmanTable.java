// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.picture;

import java.util.Arrays;

/**
 * A Huffman code of a JPEG file (ITU-T T.81, annexes C and F.2.2.3). Codes of up to {@value
 * #FAST_BITS} bits are looked up at once, longer ones by comparing with the largest code of each
 * length. Used again from file to file; not thread-safe.
 */
final class HuffmanTable {
  /** Bits of the direct table: 512 entries stay in the first cache. */
  static final int FAST_BITS = 9;

  /** By the next {@value #FAST_BITS} bits: length in bits 8 and up, symbol below; 0 if longer. */
  final short[] fast = new short[1 << FAST_BITS];

  /**
   * By the same bits, for a code whose value lies in them too: value in bits 16 and up, zeros
   * before it in 8 and up, bits of both below; 0 if they do not, or if the symbol has no value.
   */
  final int[] whole = new int[1 << FAST_BITS];

  /** By length: the first code that is too large for it, aligned to 16 bits. */
  final int[] limit = new int[18];

  /** By length: what to add to a code to get its place in {@link #symbols}. */
  final int[] offset = new int[17];

  final byte[] symbols = new byte[256];

  private boolean present;

  void clear() {
    present = false;
  }

  boolean present() {
    return present;
  }

  /**
   * Takes a table from a file.
   *
   * @param data the file
   * @param at where its sixteen counts begin
   * @param end where its segment ends
   * @return how many symbols it has, or -1 if it is no code
   */
  int read(byte[] data, int at, int end) {
    int total = 0;
    for (int length = 1; length <= 16; length++) {
      total += data[at + length - 1] & 255;
    }
    if (total == 0 || total > 256 || at + 16 + total > end) {
      return -1;
    }
    System.arraycopy(data, at + 16, symbols, 0, total);
    Arrays.fill(fast, (short) 0);
    int code = 0;
    int next = 0;
    for (int length = 1; length <= 16; length++) {
      offset[length] = next - code;
      int count = data[at + length - 1] & 255;
      if (code + count > 1 << length) {
        return -1;
      }
      for (int i = 0; i < count; i++, code++, next++) {
        if (length <= FAST_BITS) {
          int first = code << FAST_BITS - length;
          int last = first + (1 << FAST_BITS - length);
          Arrays.fill(fast, first, last, (short) (length << 8 | symbols[next] & 255));
        }
      }
      limit[length] = code << 16 - length;
      code <<= 1;
    }
    limit[17] = Integer.MAX_VALUE;
    join();
    present = true;
    return total;
  }

  private void join() {
    for (int bits = 0; bits < fast.length; bits++) {
      int length = fast[bits] >> 8;
      int category = fast[bits] & 15;
      int both = length + category;
      whole[bits] = 0;
      if (length > 0 && category > 0 && both <= FAST_BITS) {
        int value = bits >> FAST_BITS - both & (1 << category) - 1;
        boolean negative = value >> category - 1 == 0;
        int signed = negative ? value - (1 << category) + 1 : value;
        whole[bits] = signed << 16 | (fast[bits] & 0xF0) << 4 | both;
      }
    }
  }
}
