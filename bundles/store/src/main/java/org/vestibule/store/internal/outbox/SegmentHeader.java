// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.outbox;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * What a segment begins with: magic, version, id, first position, when it was begun (milliseconds
 * since 1970), the data key as the house sealed it, CRC32C (RFC 3720 appendix B.4) of all that.
 *
 * @param id 8 hex digits, random
 * @param sealedKey opened by the vault only
 */
record SegmentHeader(String id, long first, long begun, byte[] sealedKey) {
  private static final int MAGIC = 0x564F5554;
  private static final byte VERSION = 1;
  private static final int FIXED = 4 + 1 + 4 + 8 + 8 + 2;
  private static final int MOST_KEY = 1024;

  byte[] bytes() {
    ByteBuffer out = ByteBuffer.allocate(FIXED + sealedKey.length + 4);
    out.putInt(MAGIC).put(VERSION).putInt(Integer.parseUnsignedInt(id, 16));
    out.putLong(first).putLong(begun).putShort((short) sealedKey.length).put(sealedKey);
    CRC32C crc = new CRC32C();
    crc.update(out.array(), 0, out.position());
    return out.putInt((int) crc.getValue()).array();
  }

  int length() {
    return FIXED + sealedKey.length + 4;
  }

  /**
   * Reads one; what follows it can be read from {@code in} afterwards.
   *
   * @throws BrokenRecord when it is none
   */
  static SegmentHeader read(DataInputStream in) throws IOException {
    try {
      byte[] fixed = new byte[FIXED];
      in.readFully(fixed);
      ByteBuffer begin = ByteBuffer.wrap(fixed);
      if (begin.getInt() != MAGIC || begin.get() != VERSION) {
        throw new BrokenRecord("no segment of this version");
      }
      String id = String.format("%08x", begin.getInt());
      long first = begin.getLong();
      long begun = begin.getLong();
      int length = begin.getShort();
      if (first < 1 || length < 1 || length > MOST_KEY) {
        throw new BrokenRecord("a header out of its bounds");
      }
      byte[] key = new byte[length];
      in.readFully(key);
      CRC32C crc = new CRC32C();
      crc.update(fixed);
      crc.update(key);
      if (in.readInt() != (int) crc.getValue()) {
        throw new BrokenRecord("a header with another checksum");
      }
      return new SegmentHeader(id, first, begun, key);
    } catch (EOFException e) {
      throw new BrokenRecord("a header that ends too early");
    }
  }

  @Override
  public String toString() {
    return "SegmentHeader[" + id + ", from " + first + "]";
  }
}
