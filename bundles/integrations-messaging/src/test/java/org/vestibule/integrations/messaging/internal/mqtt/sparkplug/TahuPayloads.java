// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt.sparkplug;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * The codec of Eclipse Tahu for JavaScript (npm: sparkplug-payload 1.0.3), as a process. It is
 * fetched once into a folder below target; a test without node, npm or a registry is skipped.
 */
final class TahuPayloads {
  private static final Path FOLDER = Path.of("target", "peers", "sparkplug-payload-1.0.3");

  private static final String SCRIPT =
      """
      const codec = require(process.argv[1] + '/node_modules/sparkplug-payload').get('spBv1.0');
      const plain = (key, value) =>
          value && typeof value.toNumber === 'function' ? value.toNumber()
          : value && value.low !== undefined && value.high !== undefined
              ? value.high * 4294967296 + (value.low >>> 0) : value;
      if (process.argv[2] === 'decode') {
        console.log(JSON.stringify(codec.decodePayload(Buffer.from(process.argv[3], 'hex')), plain));
      } else {
        const payload = codec.encodePayload(JSON.parse(process.argv[3]));
        console.log(Buffer.from(payload).toString('hex'));
      }
      """;

  private TahuPayloads() {}

  /** Makes sure that it is there. */
  static void need() throws Exception {
    if (!Files.isDirectory(FOLDER.resolve("node_modules/sparkplug-payload"))) {
      Files.createDirectories(FOLDER);
      run(
          120,
          "npm",
          "install",
          "--prefix",
          FOLDER.toString(),
          "--no-audit",
          "--no-fund",
          "--ignore-scripts",
          "--fetch-retries=0",
          "sparkplug-payload@1.0.3");
    }
    Assumptions.assumeTrue(
        Files.isDirectory(FOLDER.resolve("node_modules/sparkplug-payload")),
        "npm cannot fetch sparkplug-payload");
  }

  /** Returns what it reads. */
  static JsonNode decode(String hex) throws Exception {
    return new ObjectMapper().readTree(node("decode", hex));
  }

  /** Returns what it writes. */
  static byte[] encode(String json) throws Exception {
    return HexFormat.of().parseHex(node("encode", json.replace('\'', '"')).strip());
  }

  private static String node(String verb, String argument) throws Exception {
    return run(120, "node", "-e", SCRIPT, FOLDER.toAbsolutePath().toString(), verb, argument);
  }

  private static String run(int seconds, String... command) throws Exception {
    Process process;
    try {
      process = new ProcessBuilder(List.of(command)).redirectError(Redirect.DISCARD).start();
    } catch (IOException e) {
      return Assumptions.abort(command[0] + " is missing");
    }
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    if (command[0].equals("node")) {
      assertThat(process.exitValue()).as(said).isZero();
    }
    return said;
  }
}
