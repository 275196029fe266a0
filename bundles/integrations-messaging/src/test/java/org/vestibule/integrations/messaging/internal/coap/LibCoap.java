// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.coap;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The clients of libcoap, each a process of its own. Their exit code is 0 whatever happens, so what
 * they print is what counts.
 */
final class LibCoap {
  private static final long MOST_SECONDS = 120;

  private LibCoap() {}

  /** Skips the test where this client is not installed. */
  static void need(String kind) {
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/coap-client-" + kind)),
        "apt-get install libcoap3-bin first: coap-client-" + kind + " is missing");
  }

  /** Asks as a peer with a key, and returns what was printed, errors included. */
  static String keyed(String kind, String identity, String key, String... words)
      throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("-u", identity, "-k", key));
    all.addAll(List.of(words));
    return run(kind, all.toArray(String[]::new));
  }

  /** Asks, and returns what was printed, errors included. */
  static String run(String kind, String... words) throws IOException, InterruptedException {
    Process process = start(kind, words);
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("coap-client-" + kind + " does not end");
    }
    return printed;
  }

  /** Starts one whose output is read while it runs; whoever starts it ends it. */
  static Process start(String kind, String... words) throws IOException {
    need(kind);
    List<String> command =
        Stream.concat(Stream.of("coap-client-" + kind, "-B", "60"), Stream.of(words)).toList();
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }
}
