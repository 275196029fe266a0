// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.outbox;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Reads a segment record by record: length of what is sealed (4 bytes), CRC32C of the rest (4),
 * position (8), what is sealed. Not thread-safe.
 */
final class RecordReader implements Closeable {
  /** What a record takes beside what is sealed, in bytes. */
  static final int OVERHEAD = 4 + 4 + 8;

  private static final int BUFFER = 64 << 10;

  private final DataInputStream in;
  private final SegmentHeader header;
  private long position;
  private long offset;

  /**
   * Reads the header.
   *
   * @throws BrokenRecord when there is none
   */
  RecordReader(InputStream file) throws IOException {
    in = new DataInputStream(new BufferedInputStream(file, BUFFER));
    header = SegmentHeader.read(in);
    position = header.first();
    offset = header.length();
  }

  SegmentHeader header() {
    return header;
  }

  /** Returns the position of the record that comes next. */
  long position() {
    return position;
  }

  /** Returns where in the file the record begins that comes next. */
  long offset() {
    return offset;
  }

  /**
   * Reads what is sealed in the next record.
   *
   * @return empty where the file ends
   * @throws BrokenRecord when what follows is not the next record, whole
   */
  Optional<byte[]> next() throws IOException {
    int first = in.read();
    if (first < 0) {
      return Optional.empty();
    }
    try {
      int length = first << 24 | in.readUnsignedByte() << 16 | in.readUnsignedShort();
      int crc = in.readInt();
      long found = in.readLong();
      if (length < SegmentCipher.TAG || length > KeptCodec.MOST_BODY + SegmentCipher.TAG) {
        throw new BrokenRecord("a record out of its bounds");
      }
      byte[] sealed = in.readNBytes(length);
      if (found != position || sealed.length < length || checksum(found, sealed) != crc) {
        throw new BrokenRecord("a record that is not whole");
      }
      position++;
      offset += OVERHEAD + length;
      return Optional.of(sealed);
    } catch (EOFException e) {
      throw new BrokenRecord("a record that ends too early");
    }
  }

  /** Returns a record as it is written. */
  static void write(long position, byte[] sealed, ByteBuffer out) {
    out.putInt(sealed.length).putInt(checksum(position, sealed)).putLong(position).put(sealed);
  }

  private static int checksum(long position, byte[] sealed) {
    CRC32C crc = new CRC32C();
    crc.update(ByteBuffer.allocate(Long.BYTES).putLong(0, position));
    crc.update(sealed);
    return (int) crc.getValue();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
