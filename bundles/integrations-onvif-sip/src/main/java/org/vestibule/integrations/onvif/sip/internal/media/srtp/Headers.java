// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.media.srtp;

import java.nio.ByteBuffer;

/** Where things lie in a packet (RFC 3550, sections 5.1 and 6.4.1). */
final class Headers {
  static final int LEAST = 12;
  static final int CONTROL = 8;

  private Headers() {}

  /**
   * Returns the length of the header, with its sources and its extension.
   *
   * @return more than {@code length} when the packet is cut off
   */
  static int length(byte[] packet, int length) {
    int sources = LEAST + 4 * (packet[0] & 15);
    if ((packet[0] & 0x10) == 0 || length < sources + 4) {
      return (packet[0] & 0x10) == 0 ? sources : sources + 4;
    }
    return sources + 4 + 4 * (ByteBuffer.wrap(packet).getShort(sources + 2) & 0xFFFF);
  }

  static int sequence(byte[] packet) {
    return ByteBuffer.wrap(packet).getShort(2) & 0xFFFF;
  }

  static long ssrc(byte[] packet) {
    return ByteBuffer.wrap(packet).getInt(8) & 0xFFFF_FFFFL;
  }

  static long controlSsrc(byte[] packet) {
    return ByteBuffer.wrap(packet).getInt(4) & 0xFFFF_FFFFL;
  }

  static long index(long rounds, int sequence) {
    return rounds << 16 | sequence;
  }

  static byte[] four(long number) {
    return ByteBuffer.allocate(4).putInt((int) number).array();
  }
}
