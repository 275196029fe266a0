// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.sip;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One run of SIPp (Debian {@code sip-tester}, 3.6) on loopback. Thread-safe. */
public final class Sipp implements AutoCloseable {
  private final SipProgram program;
  private final int port;

  private Sipp(SipProgram program, int port) {
    this.program = program;
    this.port = port;
  }

  /** Returns whether this machine has it. */
  public static boolean installed() {
    return SipProgram.find("sipp").isPresent();
  }

  /**
   * Starts a scenario.
   *
   * @param folder where it writes
   * @param scenario its XML file
   * @param target host and port
   * @param more further arguments, for example {@code -m 1 -s house -au panel -ap secret}
   */
  public static Sipp start(Path folder, Path scenario, String target, String... more)
      throws IOException {
    int port = FreePorts.row(2);
    List<String> command =
        new ArrayList<>(
            List.of(
                SipProgram.find("sipp").orElseThrow().toString(),
                target,
                "-sf",
                scenario.toString(),
                "-i",
                "127.0.0.1",
                "-p",
                String.valueOf(port),
                "-nostdin",
                "-trace_err"));
    command.addAll(List.of(more));
    return new Sipp(SipProgram.start(folder, command), port);
  }

  /** Returns from where it speaks. */
  public int port() {
    return port;
  }

  /** Waits for its end: 0 when each call went as the scenario says. */
  public int awaitEnd(Duration most) throws InterruptedException {
    return program.awaitEnd(most);
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
