// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp;

import java.util.Arrays;
import java.util.Optional;
import org.vestibule.integrations.access.control.internal.wiegand.CardBits;

/**
 * A card at a reader (osdp_RAW, SIA OSDP 2.2 section 7.10).
 *
 * @param reader 0 to 255
 * @param format 0 unspecified, 1 with Wiegand's parity
 * @param bits the card
 */
public record CardRead(int reader, int format, CardBits bits) {
  private static final int HEADER = 4;

  /** Returns its bytes on the wire. */
  public byte[] encode() {
    byte[] card = bits.bits();
    byte[] data = new byte[HEADER + card.length];
    data[0] = (byte) reader;
    data[1] = (byte) format;
    Wire.put16(data, 2, bits.count());
    System.arraycopy(card, 0, data, HEADER, card.length);
    return data;
  }

  /** Reads it; empty when length and count of bits do not fit, or the card is too long. */
  public static Optional<CardRead> decode(byte[] data) {
    if (data.length < HEADER) {
      return Optional.empty();
    }
    int count = Wire.u16(data, 2);
    if (count < 1 || count > CardBits.MOST_BITS || data.length != HEADER + (count + 7) / 8) {
      return Optional.empty();
    }
    byte[] card = Arrays.copyOfRange(data, HEADER, data.length);
    // Some readers leave what they like behind the last bit.
    card[card.length - 1] &= (byte) (0xFF << (card.length * 8 - count));
    return Optional.of(new CardRead(Wire.u8(data, 0), Wire.u8(data, 1), new CardBits(count, card)));
  }
}
