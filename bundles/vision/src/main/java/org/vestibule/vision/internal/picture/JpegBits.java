// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.picture;

import org.vestibule.api.VestibuleException;

/**
 * The bits of a scan (ITU-T T.81, F.2.2.5): stuffed zero bytes are taken out, markers end it. Not
 * thread-safe.
 *
 * <p>Past the end it yields zeros without end but remembers it; {@link #requireReal} turns that
 * into a refusal once per group of blocks, so that the inner loops have no check.
 */
final class JpegBits {
  private byte[] data;
  private int at;

  /** Left-aligned: the next bit is the sign bit. */
  private long held;

  /** How many bits of {@link #held} count. */
  private int count;

  /** How many of those were made up because the data had ended. */
  private int invented;

  void open(byte[] file, int start) {
    data = file;
    at = start;
    held = 0;
    count = 0;
    invented = 0;
  }

  /**
   * Returns where the next bit lies: byte times 8 plus bit. Only valid until {@link #open}, and
   * only for bits that are not invented.
   */
  long position() {
    // Walk back over what is held but not used; a stuffed zero counts as no byte.
    int unused = count - invented;
    int byteAt = at;
    int whole = unused + 7 >> 3;
    for (int i = 0; i < whole; i++) {
      byteAt--;
      if (data[byteAt] == 0 && (data[byteAt - 1] & 255) == 0xFF) {
        byteAt--;
      }
    }
    return (long) byteAt << 3 | (whole << 3) - unused;
  }

  /** Goes to a place that {@link #position} gave. */
  void moveTo(long position) {
    open(data, (int) (position >> 3));
    drop((int) (position & 7));
  }

  /** Returns the next symbol. */
  int symbol(HuffmanTable table) throws VestibuleException {
    if (count < 32) {
      fill();
    }
    int quick = table.fast[(int) (held >>> 64 - HuffmanTable.FAST_BITS)];
    if (quick != 0) {
      int length = quick >> 8;
      held <<= length;
      count -= length;
      return quick & 255;
    }
    int next = (int) (held >>> 48);
    int length = HuffmanTable.FAST_BITS + 1;
    while (next >= table.limit[length]) {
      length++;
    }
    if (length > 16) {
      requireReal();
      throw BadPicture.damaged("a JPEG code that no table has");
    }
    held <<= length;
    count -= length;
    return table.symbols[(next >> 16 - length) + table.offset[length] & 255] & 255;
  }

  /** Returns the next symbol with its value; see {@link HuffmanTable#whole}. 0 takes no bits. */
  int whole(HuffmanTable table) {
    if (count < 32) {
      fill();
    }
    int found = table.whole[(int) (held >>> 64 - HuffmanTable.FAST_BITS)];
    int length = found & 255;
    held <<= length;
    count -= length;
    return found;
  }

  /** Returns a value of {@code category} bits, 1 to 15 (T.81 F.2.2.1, EXTEND). */
  int signed(int category) {
    // A symbol takes at most 16 of the 32 bits or more that it found.
    int value = (int) (held >>> 64 - category);
    boolean negative = held >= 0;
    held <<= category;
    count -= category;
    return negative ? value - (1 << category) + 1 : value;
  }

  /** Leaves out bits, 0 to 15. */
  void drop(int bitCount) {
    if (count < bitCount) {
      fill();
    }
    held <<= bitCount;
    count -= bitCount;
  }

  /** Refuses bits that were invented. */
  void requireReal() throws VestibuleException {
    if (count < invented) {
      if (atEnd()) {
        throw BadPicture.truncated("a JPEG file that ends inside its picture");
      }
      throw BadPicture.damaged("a JPEG picture interrupted at byte " + at);
    }
  }

  /** Passes the restart marker of that number (T.81 B.2.1). */
  void restart(int number) throws VestibuleException {
    boolean leftOver = count - invented >= 8;
    int marker = at;
    while (marker + 1 < data.length && data[marker] == -1 && data[marker + 1] == -1) {
      marker++;
    }
    if (leftOver || marker + 1 >= data.length || data[marker] != -1) {
      throw marker + 1 >= data.length
          ? BadPicture.truncated("a JPEG file that ends inside its picture")
          : BadPicture.damaged("a JPEG picture without its restart marker at byte " + at);
    }
    int code = data[marker + 1] & 255;
    if (code != 0xD0 + number) {
      throw code == 0xD9
          ? BadPicture.truncated("a JPEG file that ends inside its picture")
          : BadPicture.damaged("a JPEG picture with a wrong restart marker at byte " + marker);
    }
    open(data, marker + 2);
  }

  /** Refuses a file without the marker that ends it. */
  void requireEnd() throws VestibuleException {
    for (int i = at; i + 1 < data.length; i++) {
      if (data[i] == -1 && (data[i + 1] & 255) == 0xD9) {
        return;
      }
    }
    throw BadPicture.truncated("a JPEG file without its end");
  }

  private boolean atEnd() {
    return at + 1 >= data.length || (data[at + 1] & 255) == 0xD9;
  }

  private void fill() {
    byte[] from = data;
    int next = at;
    while (count <= 56) {
      int value = 0;
      if (next < from.length) {
        value = from[next] & 255;
        if (value != 0xFF) {
          next++;
        } else if (next + 1 < from.length && from[next + 1] == 0) {
          next += 2;
        } else {
          // A marker, or the end: from here on zeros.
          value = 0;
          invented += 8;
        }
      } else {
        invented += 8;
      }
      held |= (long) value << 56 - count;
      count += 8;
    }
    at = next;
  }
}
