// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp;

import java.util.Optional;

/**
 * Who a reader is (osdp_PDID, SIA OSDP 2.2 section 7.4).
 *
 * @param vendor the maker's OUI, 24 bits, its first octet on the wire in the lowest byte
 * @param model 0 to 255
 * @param version 0 to 255
 * @param serial 32 bits
 * @param firmwareMajor 0 to 255
 * @param firmwareMinor 0 to 255
 * @param firmwareBuild 0 to 255
 */
public record ReaderId(
    int vendor,
    int model,
    int version,
    int serial,
    int firmwareMajor,
    int firmwareMinor,
    int firmwareBuild) {
  private static final int LENGTH = 12;

  /** Returns its bytes on the wire. */
  public byte[] encode() {
    return new byte[] {
      (byte) vendor,
      (byte) (vendor >> 8),
      (byte) (vendor >> 16),
      (byte) model,
      (byte) version,
      (byte) serial,
      (byte) (serial >> 8),
      (byte) (serial >> 16),
      (byte) (serial >> 24),
      (byte) firmwareMajor,
      (byte) firmwareMinor,
      (byte) firmwareBuild
    };
  }

  /** Reads it; empty when the length is wrong. */
  public static Optional<ReaderId> decode(byte[] data) {
    if (data.length != LENGTH) {
      return Optional.empty();
    }
    return Optional.of(
        new ReaderId(
            Wire.u24(data, 0),
            Wire.u8(data, 3),
            Wire.u8(data, 4),
            Wire.i32(data, 5),
            Wire.u8(data, 9),
            Wire.u8(data, 10),
            Wire.u8(data, 11)));
  }
}
