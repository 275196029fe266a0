// SPDX-License-Identifier: Apache-2.0
package org.vestibule.network.internal;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A request whose body breaks off when it takes too long: a sender of a byte now and then would
 * hold a thread for ever. The web server's own least rate has no patience for the first bytes. One
 * thread, but for {@link #slow()}.
 */
final class TimedBody extends HttpServletRequestWrapper {
  /** A servlet may be stricter: it is to find out first. */
  private static final int GRACE_SECONDS = 60;

  private static final int BYTES_PER_SECOND = 8 * 1024;

  /** Whoever is behind the same pace by this much is slow. */
  private static final int SLOW_SECONDS = 5;

  /** What a body may take, in words. */
  static final String ALLOWED =
      GRACE_SECONDS + " seconds, and one more for each " + BYTES_PER_SECOND + " bytes";

  private final LongSupplier nanos;
  private final long begun;
  private ServletInputStream body;
  private boolean tooSlow;

  /** Looked at by others while it arrives. */
  private volatile boolean arriving;

  private volatile long bytes;

  TimedBody(HttpServletRequest http, LongSupplier nanos) {
    super(http);
    this.nanos = nanos;
    begun = nanos.getAsLong();
  }

  @Override
  public ServletInputStream getInputStream() throws IOException {
    if (body == null) {
      body = new Timed(super.getInputStream());
    }
    return body;
  }

  /** Returns whether it was broken off. */
  boolean tooSlow() {
    return tooSlow;
  }

  /** Returns whether somebody waits for the rest of it, and it comes slowly; on any thread. */
  boolean slow() {
    return arriving && behind(SLOW_SECONDS);
  }

  private boolean behind(int graceSeconds) {
    long seconds = Duration.ofNanos(nanos.getAsLong() - begun).toSeconds();
    return seconds > graceSeconds + bytes / BYTES_PER_SECOND;
  }

  private final class Timed extends ServletInputStream {
    private final ServletInputStream in;

    Timed(ServletInputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int wanted) throws IOException {
      arriving = true;
      int count = in.read(buffer, offset, wanted);
      long arrived = bytes + Math.max(count, 0);
      bytes = arrived;
      arriving = count >= 0 && arrived != getContentLengthLong();
      if (behind(GRACE_SECONDS)) {
        tooSlow = true;
        throw new IOException("the body came too slowly");
      }
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
}
