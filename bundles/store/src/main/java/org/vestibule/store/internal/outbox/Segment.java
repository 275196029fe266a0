// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.outbox;

import java.nio.file.Path;

/** A part of the log: positions without a gap, in one file, under one key. Thread-safe. */
final class Segment {
  private final Path file;
  private final SegmentHeader header;
  private volatile Topics topics;
  private volatile long bytes;
  private volatile boolean indexed;

  /**
   * @param bytes how long the good part of the file is
   * @param topics its entries; only these are read
   */
  Segment(Path file, SegmentHeader header, long bytes, Topics topics) {
    this.file = file;
    this.header = header;
    this.bytes = bytes;
    this.topics = topics;
  }

  Path file() {
    return file;
  }

  SegmentHeader header() {
    return header;
  }

  String id() {
    return header.id();
  }

  long first() {
    return header.first();
  }

  /** Returns the position after its last entry that is safely on the disk. */
  long end() {
    return header.first() + topics.count();
  }

  long bytes() {
    return bytes;
  }

  void bytes(long now) {
    bytes = now;
  }

  Topics topics() {
    return topics;
  }

  /** Replaces what is known of its entries. */
  void index(Topics now) {
    topics = now;
    indexed = true;
  }

  /** Returns whether its topics are known. */
  boolean indexed() {
    return indexed;
  }

  /** Returns the number of a position among its entries, 0 for one before it. */
  int number(long position) {
    return (int) Math.max(0, Math.min(Integer.MAX_VALUE, position - first()));
  }

  @Override
  public String toString() {
    return file.getFileName().toString();
  }
}
