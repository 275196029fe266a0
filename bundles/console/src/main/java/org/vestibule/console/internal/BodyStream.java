// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;

/** A body that somebody looks at while it is read. One thread. */
abstract class BodyStream extends ServletInputStream {
  private final ServletInputStream in;

  BodyStream(ServletInputStream in) {
    this.in = in;
  }

  /**
   * Looks at what was just read.
   *
   * @param count how many bytes; below 0 at the end of the body
   */
  abstract void took(byte[] buffer, int offset, int count) throws IOException;

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int wanted) throws IOException {
    int count = in.read(buffer, offset, wanted);
    took(buffer, offset, count);
    return count;
  }

  @Override
  public boolean isFinished() {
    return in.isFinished();
  }

  @Override
  public boolean isReady() {
    return in.isReady();
  }

  @Override
  public void setReadListener(ReadListener listener) {
    in.setReadListener(listener);
  }
}
