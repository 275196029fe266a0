// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Keys pressed at a reader (osdp_KEYPAD, SIA OSDP 2.2 section 7.12): ASCII digits, 0x7F for {@code
 * *} (clear) and 0x0D for {@code #} (enter).
 *
 * @param reader 0 to 255
 * @param keys as people write them: {@code 0-9}, {@code *} and {@code #}, 1 to 255 of them
 */
public record KeypadDigits(int reader, String keys) {
  /** Refuses what is no key. */
  public KeypadDigits {
    if (!keys.matches("[0-9*#]{1,255}")) {
      throw new IllegalArgumentException(
          keys.length() + " keys; allowed: 1 to 255 of 0-9, '*' and '#'");
    }
  }

  /** Returns its bytes on the wire. */
  public byte[] encode() {
    byte[] data = new byte[2 + keys.length()];
    data[0] = (byte) reader;
    data[1] = (byte) keys.length();
    byte[] wire =
        keys.replace('*', '\u007F').replace('#', '\r').getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(wire, 0, data, 2, wire.length);
    return data;
  }

  /** Reads it; empty when the length is wrong or something is no key. */
  public static Optional<KeypadDigits> decode(byte[] data) {
    if (data.length < 3 || data.length != 2 + Wire.u8(data, 1)) {
      return Optional.empty();
    }
    byte[] wire = Arrays.copyOfRange(data, 2, data.length);
    String keys =
        new String(wire, StandardCharsets.US_ASCII).replace('\u007F', '*').replace('\r', '#');
    return keys.matches("[0-9*#]+")
        ? Optional.of(new KeypadDigits(Wire.u8(data, 0), keys))
        : Optional.empty();
  }

  /** Hides the keys: they may be a PIN. */
  @Override
  public String toString() {
    return "KeypadDigits[" + reader + ", ***]";
  }
}
