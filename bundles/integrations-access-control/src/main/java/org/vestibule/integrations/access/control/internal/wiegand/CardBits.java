// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.wiegand;

import java.util.Arrays;

/**
 * A card as a reader sends it: bits in the order of the wire, the first one the highest bit of the
 * first byte, the rest of the last byte 0 (osdp_RAW, SIA OSDP 2.2 section 7.10).
 *
 * @param count how many bits, 1 to 1024
 * @param bits the caller's own copy, {@code (count + 7) / 8} bytes
 */
public record CardBits(int count, byte[] bits) {
  /** The longest card. */
  public static final int MOST_BITS = 1024;

  /** Copies. */
  public CardBits {
    if (count < 1 || count > MOST_BITS || bits.length != (count + 7) / 8) {
      throw new IllegalArgumentException(
          count + " bits in " + bits.length + " bytes; allowed: 1 to " + MOST_BITS + " bits");
    }
    bits = bits.clone();
  }

  @Override
  public byte[] bits() {
    return bits.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CardBits card && card.count == count && Arrays.equals(card.bits, bits);
  }

  @Override
  public int hashCode() {
    return 31 * count + Arrays.hashCode(bits);
  }

  /** Hides the bits: whoever knows them can make the card. */
  @Override
  public String toString() {
    return "CardBits[" + count + ", ***]";
  }
}
