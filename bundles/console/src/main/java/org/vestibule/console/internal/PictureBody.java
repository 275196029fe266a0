// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import org.vestibule.api.VestibuleException;

/**
 * Pictures that come as the body of a request: into one array of their announced length, looked at,
 * and overwritten. Few at a time, so that they take little memory. Thread-safe.
 */
final class PictureBody {
  /** The largest picture, in bytes: 8 MiB, as from a panel. */
  static final int MOST_BYTES = 8 << 20;

  private static final String TYPES = "image/jpeg, image/png or image/webp";

  private final Semaphore turns = new Semaphore(4);

  /** What is done with a picture; it must not be kept. */
  @FunctionalInterface
  interface Look<R> {
    R at(byte[] picture) throws VestibuleException;
  }

  /**
   * Reads a picture, lets it be looked at, and overwrites it.
   *
   * @throws Problem 400 {@code body-unreadable}, 411 {@code length-missing}, 413 {@code
   *     body-too-large}, 415 {@code content-type-wrong}, 503 {@code pictures-busy}
   */
  <R> R look(HttpServletRequest http, Look<R> look) throws VestibuleException {
    int length = checked(http);
    if (!turns.tryAcquire()) {
      throw new Problem(
              503,
              "pictures-busy",
              "picture",
              "too many at the same time",
              "4 at a time",
              "Send it again in a second.")
          .with("Retry-After", "1");
    }
    byte[] picture = new byte[length];
    try {
      read(http, picture);
      return look.at(picture);
    } finally {
      Arrays.fill(picture, (byte) 0);
      turns.release();
    }
  }

  private static int checked(HttpServletRequest http) throws Problem {
    String type = http.getContentType() == null ? "none" : http.getContentType();
    if (!type.toLowerCase(Locale.ROOT).matches("image/(jpeg|png|webp)(\\s*;.*)?")) {
      throw new Problem(
          415,
          "content-type-wrong",
          "Content-Type",
          Request.shortened(type),
          TYPES,
          "Send one picture as the body.");
    }
    long length = http.getContentLengthLong();
    if (length < 0) {
      throw new Problem(
          411,
          "length-missing",
          "Content-Length",
          "none",
          "the length in bytes",
          "Send the picture with its length.");
    }
    if (length > MOST_BYTES) {
      throw new Problem(
              413,
              "body-too-large",
              "body",
              length + " bytes",
              "at most " + MOST_BYTES + " bytes",
              "Send a smaller picture; 1280 x 720 is enough.")
          .with("Connection", "close");
    }
    if (length == 0) {
      throw unreadable("nothing", null);
    }
    return (int) length;
  }

  private static void read(HttpServletRequest http, byte[] picture) throws Problem {
    try {
      int read = http.getInputStream().readNBytes(picture, 0, picture.length);
      if (read < picture.length) {
        throw unreadable("an unfinished body", null);
      }
    } catch (IOException e) {
      throw unreadable("an unfinished body", e);
    }
  }

  private static Problem unreadable(String found, IOException cause) {
    return new Problem(
        400, "body-unreadable", "body", found, "a whole picture", "Send it again.", cause);
  }
}
