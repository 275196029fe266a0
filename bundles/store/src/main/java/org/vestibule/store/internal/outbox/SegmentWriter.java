// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.outbox;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes into one segment. What was written is on the disk when {@link #write} returns, as a whole;
 * after a failure nothing more is written into this file. Not thread-safe.
 */
final class SegmentWriter implements AutoCloseable {
  private final Segment segment;
  private final SegmentCipher cipher;
  private final FileChannel out;

  SegmentWriter(Segment segment, SegmentCipher cipher, FileChannel out) {
    this.segment = segment;
    this.cipher = cipher;
    this.out = out;
  }

  Segment segment() {
    return segment;
  }

  /** Writes entries whose positions follow, with one force for all of them. */
  void write(List<Kept> entries) throws IOException {
    long good = segment.bytes();
    ByteBuffer bytes = records(entries);
    long end = good + bytes.remaining();
    try {
      out.position(good);
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(false);
    } catch (IOException e) {
      cut(good, e);
      throw e;
    }
    segment.bytes(end);
  }

  /** Gives the file its name, in the place of one that has it. */
  void publish(SegmentFolder folder) throws IOException {
    folder.publish(segment.file(), out);
  }

  private ByteBuffer records(List<Kept> entries) {
    List<byte[]> sealed = new ArrayList<>(entries.size());
    int length = 0;
    for (Kept each : entries) {
      byte[] one = cipher.seal(each.position(), KeptCodec.body(each));
      sealed.add(one);
      length += RecordReader.OVERHEAD + one.length;
    }
    ByteBuffer bytes = ByteBuffer.allocate(length);
    for (int i = 0; i < sealed.size(); i++) {
      RecordReader.write(entries.get(i).position(), sealed.get(i), bytes);
    }
    return bytes.flip();
  }

  /** What a start finds after the good part anyway, a later segment in its place takes back. */
  private void cut(long good, IOException cause) {
    try {
      out.truncate(good);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
