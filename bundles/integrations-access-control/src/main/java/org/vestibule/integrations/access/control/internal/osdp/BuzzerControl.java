// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp;

import java.util.Optional;

/**
 * What a reader is to sound like (osdp_BUZ, SIA OSDP 2.2 section 6.11).
 *
 * @param reader 0 to 255
 * @param tone 1 off, 2 the default tone
 * @param on units of 100 ms, 0 to 255
 * @param off units of 100 ms, 0 to 255
 * @param count how often, 0 until told otherwise
 */
public record BuzzerControl(int reader, int tone, int on, int off, int count) {
  public static final int OFF = 1;
  public static final int DEFAULT_TONE = 2;

  private static final int LENGTH = 5;

  /** Returns its bytes on the wire. */
  public byte[] encode() {
    return new byte[] {(byte) reader, (byte) tone, (byte) on, (byte) off, (byte) count};
  }

  /** Reads it; empty when the length is wrong. */
  public static Optional<BuzzerControl> decode(byte[] data) {
    if (data.length != LENGTH) {
      return Optional.empty();
    }
    return Optional.of(
        new BuzzerControl(
            Wire.u8(data, 0),
            Wire.u8(data, 1),
            Wire.u8(data, 2),
            Wire.u8(data, 3),
            Wire.u8(data, 4)));
  }
}
