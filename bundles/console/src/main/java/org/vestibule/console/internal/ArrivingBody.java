// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.util.Optional;

/**
 * A request whose body keeps to a pace, and whose sender is looked at again when it has arrived:
 * until then somebody may have lost the right to what they ordered. Whoever reads it sees a body
 * that breaks off; {@link #refused()} says why. One thread.
 */
final class ArrivingBody extends HttpServletRequestWrapper {
  /** Looks whether the sender may still order what they order. */
  @FunctionalInterface
  interface Sender {
    void check() throws Problem;
  }

  private final BodyPace pace;
  private final Sender sender;
  private final long begun;
  private ServletInputStream body;
  private long bytes;
  private Problem refused;

  ArrivingBody(HttpServletRequest http, BodyPace pace, Sender sender) {
    super(http);
    this.pace = pace;
    this.sender = sender;
    begun = pace.begin();
  }

  @Override
  public ServletInputStream getInputStream() throws IOException {
    if (body == null) {
      body = new Watched(super.getInputStream());
    }
    return body;
  }

  /** Returns why the body was broken off, if it was. */
  Optional<Problem> refused() {
    return Optional.ofNullable(refused);
  }

  private void check(boolean arrived) throws IOException {
    try {
      if (pace.tooSlow(begun, bytes)) {
        throw BodyPace.refusal();
      }
      if (arrived) {
        sender.check();
      }
    } catch (Problem e) {
      refused = e;
      throw new IOException(e);
    }
  }

  private final class Watched extends BodyStream {
    Watched(ServletInputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] buffer, int offset, int wanted) throws IOException {
      try {
        return super.read(buffer, offset, wanted);
      } catch (IOException e) {
        if (refused == null) {
          check(false);
        }
        throw e;
      }
    }

    @Override
    void took(byte[] buffer, int offset, int count) throws IOException {
      bytes += Math.max(count, 0);
      check(count < 0 || bytes == getContentLengthLong());
    }
  }
}
