// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.picture;

import org.vestibule.api.VestibuleException;

/**
 * The bits of lossless WebP data, the lowest of each byte first (RFC 9649, section 3.3). Past the
 * end it yields zeros and remembers it. Not thread-safe.
 */
final class WebpBits {
  private final byte[] data;
  private final int end;
  private int at;
  private long held;
  private int count;
  private int invented;

  WebpBits(byte[] data, int start, int length) {
    this.data = data;
    at = start;
    end = start + length;
  }

  /** Returns the next bits, 0 to 24 of them. */
  int read(int bits) throws VestibuleException {
    while (count < bits) {
      if (at < end) {
        held |= (data[at++] & 255L) << count;
      } else {
        invented += 8;
      }
      count += 8;
    }
    int value = (int) held & (1 << bits) - 1;
    held >>>= bits;
    count -= bits;
    if (count < invented) {
      throw BadPicture.damaged("a WebP file that ends inside its picture");
    }
    return value;
  }

  /** Returns a length or a distance (RFC 9649, section 5.2.2). */
  int prefixed(int symbol) throws VestibuleException {
    if (symbol < 4) {
      return symbol + 1;
    }
    int extra = symbol - 2 >> 1;
    return (2 + (symbol & 1) << extra) + read(extra) + 1;
  }
}
