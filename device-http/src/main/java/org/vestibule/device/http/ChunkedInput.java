// SPDX-License-Identifier: Apache-2.0
package org.vestibule.device.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** What is in the chunks of a body (RFC 9112, section 7.1). Used by one thread. */
final class ChunkedInput extends InputStream {
  private static final int MOST_LINE = 256;

  private final InputStream raw;
  private long left;
  private boolean begun;
  private boolean ended;

  ChunkedInput(InputStream raw) {
    this.raw = raw;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (left == 0 && !next()) {
      return -1;
    }
    int count = raw.read(into, from, (int) Math.min(length, left));
    if (count < 0) {
      throw new EOFException("the stream ended in a chunk");
    }
    left -= count;
    return count;
  }

  private boolean next() throws IOException {
    if (ended) {
      return false;
    }
    if (begun) {
      DeviceStream.line(raw, MOST_LINE);
    }
    begun = true;
    String size = DeviceStream.line(raw, MOST_LINE).split(";", 2)[0].strip();
    if (!size.matches("[0-9a-fA-F]{1,8}")) {
      throw new IOException("no size of a chunk");
    }
    left = Long.parseLong(size, 16);
    ended = left == 0;
    return !ended;
  }
}
