// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.line;

import java.io.IOException;

/**
 * A line of bytes, both ways: a serial port, or a TCP connection to a converter that has one. Read
 * by one thread and written by one; closed by any, which ends a read that waits.
 */
public interface Line extends AutoCloseable {
  /**
   * Reads what is there, and waits for the first byte for at most {@code timeoutMillis}.
   *
   * @return how many bytes were read, 0 after the time, -1 when the other end closed
   * @throws IOException when the line is broken
   */
  int read(byte[] buffer, int offset, int length, int timeoutMillis) throws IOException;

  /**
   * Writes all of it.
   *
   * @throws IOException when the line is broken
   */
  void write(byte[] buffer, int offset, int length) throws IOException;

  /** Returns what it is, for people, for example {@code /dev/ttyUSB0 at 9600 baud}. */
  String name();

  @Override
  void close();
}
