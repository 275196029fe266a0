// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.sim;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/**
 * What was asked for on the command line.
 *
 * @param home where the password's file goes
 * @param address where it listens
 * @param port of HTTP; 0: any that is free
 * @param rtspPort 0: any that is free
 * @param maker {@code onvif}, or one of the makers
 * @param picture what the camera shows; empty: a moving ball
 */
record SimOptions(
    Path home,
    String address,
    int port,
    int rtspPort,
    String maker,
    String user,
    String password,
    Optional<Path> picture) {
  static final List<String> MAKERS =
      List.of("onvif", "2n", "doorbird", "akuvox", "hikvision", "dahua");

  static final String USAGE =
      """
      usage: ./vestibule sim station [OPTION ...]

        A door station without hardware, in the foreground. It says where it is, and what to put
        into the gateway's configuration.

        --maker NAME     onvif (the default), 2n, doorbird, akuvox, hikvision or dahua
        --port N         of HTTP (default 8090; 0: any that is free)
        --rtsp-port N    of its streams (default 8554; 0: any that is free)
        --address A      where an onvif one listens (default 127.0.0.1: this machine only)
        --picture FILE   what its camera shows, a JPEG (default: a moving ball)
        --user NAME      (default vestibule)
        --password WORD  (default: another one each time)

      Keys, each with Enter: p presses the bell, m begins or ends motion, r shows the relay, q ends.
      """;

  private static final String SIGNS = "abcdefghijkmnpqrstuvwxyz23456789";
  private static final int LENGTH = 16;

  /**
   * Reads them.
   *
   * @throws IllegalArgumentException with a sentence for people
   */
  static SimOptions of(String... arguments) {
    String[] values = {"data/sim", "127.0.0.1", "8090", "8554", "onvif", "vestibule", "", ""};
    List<String> names =
        List.of(
            "--home",
            "--address",
            "--port",
            "--rtsp-port",
            "--maker",
            "--user",
            "--password",
            "--picture");
    for (int i = 0; i < arguments.length; i += 2) {
      int option = names.indexOf(arguments[i]);
      if (option < 0) {
        throw new IllegalArgumentException("unknown option '" + arguments[i] + "'");
      }
      if (i + 1 == arguments.length) {
        throw new IllegalArgumentException(arguments[i] + " needs a value");
      }
      values[option] = arguments[i + 1];
    }
    if (!MAKERS.contains(values[4])) {
      throw new IllegalArgumentException(
          "unknown maker '" + values[4] + "'; there are " + String.join(", ", MAKERS));
    }
    if (!values[4].equals("onvif") && !values[1].equals("127.0.0.1")) {
      throw new IllegalArgumentException("a maker's station is on this machine only");
    }
    return new SimOptions(
        Path.of(values[0]),
        values[1],
        port("--port", values[2]),
        port("--rtsp-port", values[3]),
        values[4],
        values[5],
        values[6].isEmpty() ? random() : values[6],
        picture(values[7]));
  }

  private static int port(String option, String text) {
    if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > 65_535) {
      throw new IllegalArgumentException(option + " needs 0 to 65535, got '" + text + "'");
    }
    return Integer.parseInt(text);
  }

  private static Optional<Path> picture(String text) {
    if (!text.isEmpty() && !Files.isReadable(Path.of(text))) {
      throw new IllegalArgumentException("the picture " + text + " cannot be read");
    }
    return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
  }

  private static String random() {
    SecureRandom random = new SecureRandom();
    StringBuilder password = new StringBuilder();
    for (int i = 0; i < LENGTH; i++) {
      password.append(SIGNS.charAt(random.nextInt(SIGNS.length())));
    }
    return password.toString();
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "SimOptions[" + maker + " at " + address + ":" + port + "]";
  }
}
