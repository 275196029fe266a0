// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.modbus;

import java.io.IOException;
import org.vestibule.integrations.access.control.internal.line.Line;

/** How a message is put on a line, and its answer taken from it. Used by one thread. */
interface ModbusFrames {
  /**
   * Writes a message.
   *
   * @param message function code and data
   * @throws IOException when it could not be written as a whole: then nobody carries it out
   */
  void write(Line line, int unit, byte[] message) throws IOException;

  /**
   * Reads the answer to what was written last.
   *
   * @param deadlineNanos until when, on {@link System#nanoTime}
   * @return function code and data
   * @throws IOException when none comes in time, or something else does
   */
  byte[] read(Line line, int unit, long deadlineNanos) throws IOException;

  /** Fills the buffer from {@code offset} on. */
  static void fill(Line line, byte[] buffer, int offset, int length, long deadlineNanos)
      throws IOException {
    int end = offset + length;
    for (int at = offset; at < end; ) {
      long left = (deadlineNanos - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new IOException("no answer in time");
      }
      int read = line.read(buffer, at, end - at, (int) left);
      if (read < 0) {
        throw new IOException("the connection was closed");
      }
      at += read;
    }
  }
}
