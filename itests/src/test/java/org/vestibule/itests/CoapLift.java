// SPDX-License-Identifier: Apache-2.0
package org.vestibule.itests;

import static org.junit.Assert.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A lift that speaks CoAP over DTLS: libcoap's client, a process for each request. */
final class CoapLift {
  private static final Path PROGRAM = Path.of("/usr/bin/coap-client-openssl");
  private static final String PATIENCE_SECONDS = "60";

  /** Long enough for many tries of a handshake. */
  private static final String IN_VAIN_SECONDS = "10";

  private static final long MOST_SECONDS = 120;

  private final Path folder;
  private final String gateway;

  /**
   * @param gateway host and port
   */
  CoapLift(Path folder, String gateway) {
    this.folder = folder;
    this.gateway = gateway;
  }

  static boolean installed() {
    return Files.isExecutable(PROGRAM);
  }

  /** Asks, and returns what the gateway answered and not what the client said; empty if nothing. */
  String ask(String key, String method, String path, String... more) throws Exception {
    return answered(PATIENCE_SECONDS, key, method, path, more);
  }

  /** Reads something that should not be answered, for a while. */
  String askInVain(String key, String path) throws Exception {
    return answered(IN_VAIN_SECONDS, key, "get", path);
  }

  private String answered(String seconds, String key, String method, String path, String... more)
      throws Exception {
    Path answer = folder.resolve("coap-answer");
    Files.deleteIfExists(answer);
    List<String> all = new ArrayList<>(List.of("-o", answer.toString()));
    all.addAll(List.of(more));
    said(seconds, key, method, path, all);
    return Files.exists(answer) ? Files.readString(answer) : "";
  }

  /** Asks, and returns what the client prints: the code of a refusal, too. */
  String code(String key, String method, String path, String... more) throws Exception {
    return said(PATIENCE_SECONDS, key, method, path, List.of(more));
  }

  private String said(String seconds, String key, String method, String path, List<String> more)
      throws Exception {
    List<String> line = new ArrayList<>(List.of(PROGRAM.toString(), "-B", seconds));
    line.addAll(List.of("-u", "lift", "-k", key, "-m", method));
    line.addAll(more);
    line.add("coaps://" + gateway + path);
    Path printed = folder.resolve("coap-printed");
    Process process =
        new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(printed.toFile()).start();
    assertTrue(path, process.waitFor(MOST_SECONDS, TimeUnit.SECONDS));
    return Files.readString(printed, StandardCharsets.UTF_8);
  }
}
