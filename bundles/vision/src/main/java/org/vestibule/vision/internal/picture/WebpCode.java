// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.picture;

import org.vestibule.api.VestibuleException;

/**
 * A prefix code of lossless WebP (RFC 9649, section 6.2), read bit by bit: a file may have tens of
 * thousands of codes, and one without tables takes no more memory than the file that names it.
 * Immutable.
 */
final class WebpCode {
  private static final int LONGEST = 15;
  private static final int[] ORDER = {
    17, 18, 0, 1, 2, 3, 4, 5, 16, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
  };

  /** How many codes there are of each length; null for a code of one symbol and no bits. */
  private final short[] counts;

  private final short[] symbols;

  private WebpCode(short[] counts, short[] symbols) {
    this.counts = counts;
    this.symbols = symbols;
  }

  /** Reads a code for that many symbols. */
  static WebpCode read(WebpBits bits, int alphabet) throws VestibuleException {
    if (bits.read(1) == 0) {
      return of(lengths(bits, alphabet));
    }
    boolean two = bits.read(1) == 1;
    int first = bits.read(bits.read(1) == 0 ? 1 : 8);
    int second = two ? bits.read(8) : first;
    need(first < alphabet && second < alphabet);
    if (first == second) {
      return new WebpCode(null, new short[] {(short) first});
    }
    short low = (short) Math.min(first, second);
    return new WebpCode(new short[] {0, 2}, new short[] {low, (short) Math.max(first, second)});
  }

  private static int[] lengths(WebpBits bits, int alphabet) throws VestibuleException {
    int[] own = new int[19];
    int given = 4 + bits.read(4);
    for (int i = 0; i < given; i++) {
      own[ORDER[i]] = bits.read(3);
    }
    WebpCode code = of(own);
    int left = bits.read(1) == 0 ? alphabet : 2 + bits.read(2 + 2 * bits.read(3));
    need(left <= alphabet);
    int[] lengths = new int[alphabet];
    int previous = 8;
    int symbol = 0;
    while (symbol < alphabet && left-- > 0) {
      int found = code.next(bits);
      if (found < 16) {
        lengths[symbol++] = found;
        previous = found == 0 ? previous : found;
        continue;
      }
      int repeat =
          switch (found) {
            case 16 -> 3 + bits.read(2);
            case 17 -> 3 + bits.read(3);
            default -> 11 + bits.read(7);
          };
      need(symbol + repeat <= alphabet);
      for (; repeat > 0; repeat--) {
        lengths[symbol++] = found == 16 ? previous : 0;
      }
    }
    return lengths;
  }

  private static WebpCode of(int[] lengths) throws VestibuleException {
    short[] counts = new short[LONGEST + 1];
    int used = 0;
    int last = 0;
    for (int symbol = 0; symbol < lengths.length; symbol++) {
      if (lengths[symbol] > 0) {
        counts[lengths[symbol]]++;
        used++;
        last = symbol;
      }
    }
    if (used == 1) {
      return new WebpCode(null, new short[] {(short) last});
    }
    int room = 1;
    int[] offset = new int[LONGEST + 2];
    for (int length = 1; length <= LONGEST; length++) {
      room = 2 * room - counts[length];
      need(room >= 0);
      offset[length + 1] = offset[length] + counts[length];
    }
    need(room == 0);
    short[] symbols = new short[used];
    for (int symbol = 0; symbol < lengths.length; symbol++) {
      if (lengths[symbol] > 0) {
        symbols[offset[lengths[symbol]]++] = (short) symbol;
      }
    }
    return new WebpCode(counts, symbols);
  }

  /** Returns the next symbol. */
  int next(WebpBits bits) throws VestibuleException {
    if (counts == null) {
      return symbols[0];
    }
    int code = 0;
    int first = 0;
    int index = 0;
    for (int length = 1; length < counts.length; length++) {
      code |= bits.read(1);
      int count = counts[length];
      if (code - count < first) {
        return symbols[index + code - first];
      }
      index += count;
      first = first + count << 1;
      code <<= 1;
    }
    throw BadPicture.damaged("a WebP code that no table has");
  }

  private static void need(boolean condition) throws VestibuleException {
    if (!condition) {
      throw BadPicture.damaged("a wrong WebP code");
    }
  }
}
