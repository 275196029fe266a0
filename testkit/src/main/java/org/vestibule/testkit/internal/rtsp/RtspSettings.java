// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.rtsp;

import java.nio.file.Path;

/**
 * How a camera streams; each method returns another one. Immutable.
 *
 * @param address where it listens
 * @param port 0 for any that is free
 * @param width of {@code /main}, pixels; {@code /sub} has half of it
 * @param height of {@code /main}, pixels
 * @param rate pictures a second
 * @param show {@code ball}, {@code clock}, or the path of a picture that is shown all the time
 * @param audio whether there is a tone
 * @param user who may look; empty: anybody
 * @param password that user's
 * @param digest whether the password is proved by Digest rather than sent by Basic
 * @param seconds after which each stream ends; 0: never
 */
public record RtspSettings(
    String address,
    int port,
    int width,
    int height,
    int rate,
    String show,
    boolean audio,
    String user,
    String password,
    boolean digest,
    int seconds) {
  /** Returns a moving ball of 640 by 360 with a tone, for anybody on this machine, for ever. */
  public static RtspSettings ball() {
    return new RtspSettings("127.0.0.1", 0, 640, 360, 10, "ball", true, "", "", true, 0);
  }

  /** Listens at that address and port. */
  public RtspSettings at(String host, int number) {
    return new RtspSettings(
        host, number, width, height, rate, show, audio, user, password, digest, seconds);
  }

  /** Has pictures of that size, so many a second. */
  public RtspSettings size(int wide, int high, int perSecond) {
    return new RtspSettings(
        address, port, wide, high, perSecond, show, audio, user, password, digest, seconds);
  }

  /** Shows a picture (JPEG or PNG), with black beside it where its shape is another one. */
  public RtspSettings picture(Path file) {
    String path = file.toAbsolutePath().toString();
    return new RtspSettings(
        address, port, width, height, rate, path, audio, user, password, digest, seconds);
  }

  /** Asks for an account, by Digest or by Basic. */
  public RtspSettings account(String name, String secret, boolean byDigest) {
    return new RtspSettings(
        address, port, width, height, rate, show, audio, name, secret, byDigest, seconds);
  }

  /** Ends each stream after so many seconds. */
  public RtspSettings endAfter(int length) {
    return new RtspSettings(
        address, port, width, height, rate, show, audio, user, password, digest, length);
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "RtspSettings[" + address + ":" + port + ", " + show + "]";
  }
}
