// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.sip;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A real registrar and forking proxy: Kamailio (Debian {@code kamailio}, 5.6) on loopback, with
 * digest and one password for everybody. Thread-safe.
 */
public final class Kamailio implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(60);

  private final SipProgram program;
  private final int port;

  private Kamailio(SipProgram program, int port) {
    this.program = program;
    this.port = port;
  }

  /** Returns whether this machine has it. */
  public static boolean installed() {
    return SipProgram.find("kamailio").isPresent();
  }

  /**
   * Starts it and waits until it listens.
   *
   * @param folder an empty one
   * @param password everybody's; letters and digits
   */
  public static Kamailio start(Path folder, String password)
      throws IOException, InterruptedException {
    int port = FreePorts.row(2);
    Path config = folder.resolve("kamailio.cfg");
    try (InputStream in = Kamailio.class.getResourceAsStream("kamailio.cfg")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      Files.writeString(config, text.replace("@PORT@", "" + port).replace("@PASSWORD@", password));
    }
    SipProgram program =
        SipProgram.start(
            folder,
            List.of(
                SipProgram.find("kamailio").orElseThrow().toString(),
                "-f",
                config.toString(),
                "-DD",
                "-E",
                "-m",
                "32",
                "-M",
                "4",
                "-w",
                folder.toString(),
                "-Y",
                folder.toString()));
    try {
      program.awaitLine(Pattern.compile("the proxy is ready"), START);
      return new Kamailio(program, port);
    } catch (InterruptedException | RuntimeException e) {
      program.close();
      throw e;
    }
  }

  /** Returns where it listens, by UDP and TCP. */
  public int port() {
    return port;
  }

  /** Returns host and port, as a phone writes them. */
  public String domain() {
    return "127.0.0.1:" + port;
  }

  /** Returns what it printed, for a message. */
  public String output() {
    return program.output();
  }

  @Override
  public void close() {
    program.close();
  }
}
