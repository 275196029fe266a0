// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;

/** A request whose body is hashed while its handler reads it. One thread. */
final class MeasuredBody extends HttpServletRequestWrapper {
  private static final int CHUNK = 8192;

  /** A body may be a password: its hash is of no use to whoever finds it. */
  private static final byte[] SALT = new byte[16];

  static {
    new SecureRandom().nextBytes(SALT);
  }

  private final MessageDigest digest = Sha256.begin();
  private final Measuring body;
  private long length;

  MeasuredBody(HttpServletRequest http) throws IOException {
    super(http);
    body = new Measuring(http.getInputStream());
    digest.update(SALT);
  }

  @Override
  public ServletInputStream getInputStream() {
    return body;
  }

  /** Returns how many bytes were read. */
  long length() {
    return length;
  }

  /**
   * Reads what nobody read.
   *
   * @param most the most bytes in all
   * @return whether the body ended within them
   */
  boolean readOn(long most) throws IOException {
    byte[] chunk = new byte[CHUNK];
    while (length <= most) {
      if (body.read(chunk, 0, chunk.length) < 0) {
        return true;
      }
    }
    return false;
  }

  /** Returns the hash of what was read; to be asked once, at the end. */
  String hash() {
    return HexFormat.of().formatHex(digest.digest());
  }

  private final class Measuring extends BodyStream {
    Measuring(ServletInputStream in) {
      super(in);
    }

    @Override
    void took(byte[] buffer, int offset, int count) {
      if (count > 0) {
        digest.update(buffer, offset, count);
        length += count;
      }
    }
  }
}
