// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp;

import java.util.Optional;

/**
 * A reader's address and speed (osdp_COMSET and osdp_COM, SIA OSDP 2.2 sections 6.13 and 7.13).
 *
 * @param address 0 to 126
 * @param baud bits a second
 */
public record LineSetting(int address, int baud) {
  /** Returns its bytes on the wire. */
  public byte[] encode() {
    return new byte[] {
      (byte) address, (byte) baud, (byte) (baud >> 8), (byte) (baud >> 16), (byte) (baud >> 24)
    };
  }

  /** Reads it; empty when the length is wrong. */
  public static Optional<LineSetting> decode(byte[] data) {
    return data.length == 5
        ? Optional.of(new LineSetting(Wire.u8(data, 0), Wire.i32(data, 1)))
        : Optional.empty();
  }
}
