// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp;

/** Numbers as OSDP writes them: the lowest byte first. */
final class Wire {
  private Wire() {}

  static int u8(byte[] data, int at) {
    return data[at] & 0xFF;
  }

  static int u16(byte[] data, int at) {
    return u8(data, at) | u8(data, at + 1) << 8;
  }

  static int u24(byte[] data, int at) {
    return u16(data, at) | u8(data, at + 2) << 16;
  }

  static int i32(byte[] data, int at) {
    return u24(data, at) | data[at + 3] << 24;
  }

  static void put16(byte[] data, int at, int value) {
    data[at] = (byte) value;
    data[at + 1] = (byte) (value >> 8);
  }
}
