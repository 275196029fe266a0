// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What a reader is to write (osdp_TEXT, SIA OSDP 2.2 section 6.12).
 *
 * @param reader 0 to 255
 * @param action 1 permanent, 2 the same with wrapping, 3 temporary, 4 the same with wrapping
 * @param seconds how long a temporary text stays, 0 to 255
 * @param row 1 is the first
 * @param column 1 is the first
 * @param text at most 255 characters of ASCII; others are read and written as '?'
 */
public record TextControl(int reader, int action, int seconds, int row, int column, String text) {
  public static final int PERMANENT = 1;
  public static final int TEMPORARY = 3;

  private static final int HEADER = 6;

  /** Replaces what a display of ASCII cannot show. */
  public TextControl {
    text = text.replaceAll("[^ -~]", "?");
    if (text.length() > 255) {
      throw new IllegalArgumentException(text.length() + " characters; allowed: at most 255");
    }
  }

  /** Returns its bytes on the wire. */
  public byte[] encode() {
    byte[] letters = text.getBytes(StandardCharsets.US_ASCII);
    byte[] data = new byte[HEADER + letters.length];
    data[0] = (byte) reader;
    data[1] = (byte) action;
    data[2] = (byte) seconds;
    data[3] = (byte) row;
    data[4] = (byte) column;
    data[5] = (byte) letters.length;
    System.arraycopy(letters, 0, data, HEADER, letters.length);
    return data;
  }

  /** Reads it; empty when the length is wrong. */
  public static Optional<TextControl> decode(byte[] data) {
    if (data.length < HEADER || data.length != HEADER + Wire.u8(data, 5)) {
      return Optional.empty();
    }
    return Optional.of(
        new TextControl(
            Wire.u8(data, 0),
            Wire.u8(data, 1),
            Wire.u8(data, 2),
            Wire.u8(data, 3),
            Wire.u8(data, 4),
            new String(data, HEADER, data.length - HEADER, StandardCharsets.ISO_8859_1)));
  }
}
