// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.media.rtp;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * An RTP packet (RFC 3550, section 5.1).
 *
 * @param sequence 0 to 65535
 * @param timestamp 0 to 2^32 - 1
 * @param ssrc 0 to 2^32 - 1
 */
public record RtpPacket(
    int payloadType, boolean marker, int sequence, long timestamp, long ssrc, byte[] payload) {
  private static final int VERSION = 2;
  private static final int HEADER = 12;
  private static final long UNSIGNED = 0xFFFF_FFFFL;

  /** Reads one, without its contributing sources, extension and padding; empty if it is mangled. */
  public static Optional<RtpPacket> read(byte[] bytes) {
    if (bytes.length < HEADER || (bytes[0] & 0xFF) >> 6 != VERSION) {
      return Optional.empty();
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    int from = HEADER + 4 * (bytes[0] & 15);
    if ((bytes[0] & 0x10) != 0) {
      if (from + 4 > bytes.length) {
        return Optional.empty();
      }
      from += 4 + 4 * (in.getShort(from + 2) & 0xFFFF);
    }
    int to = bytes.length;
    if ((bytes[0] & 0x20) != 0) {
      int padding = bytes[to - 1] & 0xFF;
      to -= padding == 0 ? bytes.length : padding;
    }
    if (from > to) {
      return Optional.empty();
    }
    return Optional.of(
        new RtpPacket(
            bytes[1] & 0x7F,
            bytes[1] < 0,
            in.getShort(2) & 0xFFFF,
            in.getInt(4) & UNSIGNED,
            in.getInt(8) & UNSIGNED,
            Arrays.copyOfRange(bytes, from, to)));
  }

  /** Returns it as it is sent. */
  public byte[] bytes() {
    return ByteBuffer.allocate(HEADER + payload.length)
        .put((byte) (VERSION << 6))
        .put((byte) (payloadType | (marker ? 0x80 : 0)))
        .putShort((short) sequence)
        .putInt((int) timestamp)
        .putInt((int) ssrc)
        .put(payload)
        .array();
  }

  @Override
  public String toString() {
    return "RtpPacket[" + payloadType + ", " + sequence + ", " + payload.length + " bytes]";
  }
}
