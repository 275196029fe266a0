// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.video;

import java.io.IOException;
import java.io.InputStream;

/**
 * What a child process says, read to its end and forgotten but for its last line. Written by one
 * thread, read by any.
 */
final class LastLine {
  private static final int MOST = 200;

  private final StringBuilder line = new StringBuilder(MOST);
  private String last = "";
  private volatile long bytes;

  /** Reads until the child is gone. */
  void drain(InputStream from) {
    byte[] part = new byte[8192];
    try (from) {
      for (int n = from.read(part); n >= 0; n = from.read(part)) {
        bytes += n;
        take(part, n);
      }
    } catch (IOException e) {
      // The child was killed.
    }
  }

  private synchronized void take(byte[] part, int length) {
    for (int i = 0; i < length; i++) {
      char sign = (char) part[i];
      if (sign == '\n' || sign == '\r') {
        last = line.length() > 0 ? line.toString() : last;
        line.setLength(0);
      } else if (line.length() < MOST) {
        line.append(sign >= ' ' && sign < 0x7f ? sign : '?');
      }
    }
  }

  /** Returns the last line that is not empty, at most {@value #MOST} printable signs of it. */
  synchronized String text() {
    return line.length() > 0 ? line.toString() : last;
  }

  /** Returns how much was said; never waits, however much that is. */
  long bytes() {
    return bytes;
  }
}
