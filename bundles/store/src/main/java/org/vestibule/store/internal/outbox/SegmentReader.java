// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.outbox;

import java.io.Closeable;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.Optional;

/**
 * Reads the entries of one segment in order, those only that are safely on the disk; the segment
 * may grow meanwhile. Read by a stream and not by a channel, which an interrupted thread would
 * close. Not thread-safe.
 */
final class SegmentReader implements Closeable {
  private final Segment segment;
  private final SegmentCipher cipher;
  private final RecordReader records;

  /** Opens the file. */
  SegmentReader(Segment segment, SegmentCipher cipher) throws IOException {
    this.segment = segment;
    this.cipher = cipher;
    FileInputStream file = new FileInputStream(segment.file().toFile());
    try {
      records = new RecordReader(file);
      if (!records.header().id().equals(segment.id())) {
        throw new BrokenRecord("another segment in its place");
      }
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  Segment segment() {
    return segment;
  }

  long position() {
    return records.position();
  }

  /** Passes over what is before a position. */
  void skipTo(long position) throws IOException {
    while (records.position() < position && records.position() < segment.end()) {
      sealed();
    }
  }

  /** Returns the next entry; empty where there is none yet. */
  Optional<Kept> next() throws IOException {
    long position = records.position();
    if (position >= segment.end()) {
      return Optional.empty();
    }
    byte[] body = cipher.open(position, sealed());
    return Optional.of(KeptCodec.kept(segment.id() + "-" + position, position, body));
  }

  private byte[] sealed() throws IOException {
    return records.next().orElseThrow(() -> new BrokenRecord("a segment that was cut"));
  }

  @Override
  public void close() throws IOException {
    records.close();
  }
}
