// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.coap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.door.DoorState;

/** The gateway as npm:coap meets it, a third implementation; it speaks plain CoAP only. */
@Timeout(180)
class NpmCoapTest {
  private static final Path FETCHED = Path.of("target", "npm-coap");
  private static final String PROGRAM =
      """
      const coap = require(process.argv[2] + '/node_modules/coap');
      const [, , , url, mode] = process.argv;
      const asked = coap.request({ ...parts(url), observe: mode === 'observe', method: mode === 'post' ? 'POST' : 'GET' });
      if (mode === 'cbor') asked.setOption('Accept', Buffer.from([60]));
      if (mode === 'post') asked.setOption('Content-Format', 'application/json');
      asked.on('response', answer => {
        const say = body => console.log(answer.code + ' ' + body.toString(mode === 'cbor' ? 'hex' : 'utf8'));
        if (mode === 'observe') { answer.on('data', say); return; }
        say(answer.payload);
        process.exit(0);
      });
      asked.on('error', failed => { console.log('error ' + failed.message); process.exit(1); });
      asked.end(mode === 'post' ? '{}' : undefined);
      function parts(text) {
        const at = new URL(text.replace('coap:', 'http:'));
        return { hostname: at.hostname, port: at.port, pathname: at.pathname, query: at.search.slice(1) };
      }
      """;

  @TempDir Path folder;

  @BeforeAll
  static void fetch() throws Exception {
    if (Files.exists(FETCHED.resolve("node_modules/coap/package.json"))) {
      return;
    }
    Files.createDirectories(FETCHED);
    boolean fetched = false;
    try {
      Process npm =
          new ProcessBuilder(
                  "npm",
                  "install",
                  "--prefix",
                  FETCHED.toString(),
                  "--ignore-scripts",
                  "--no-audit",
                  "--no-fund",
                  "coap@1.5.0")
              .redirectErrorStream(true)
              .redirectOutput(FETCHED.resolve("npm.log").toFile())
              .start();
      fetched = npm.waitFor(90, TimeUnit.SECONDS) && npm.exitValue() == 0;
    } catch (IOException e) {
      // Told below.
    }
    assumeTrue(fetched, "npm is not here or cannot fetch coap: not tried against it");
  }

  @Test
  void itIsRefusedAndTold() throws Exception {
    try (HouseOnTest house = new HouseOnTest(Map.of())) {
      assertThat(once(house.url("/doors"), "get")).startsWith("4.01").contains("key-needed");
      assertThat(once(house.url("/commands"), "post")).startsWith("4.01");
      assertThat(once(house.url("/nowhere"), "get")).startsWith("4.04");
      assertThat(once(house.url("/health"), "get")).isEqualTo("2.05 {\"ready\":false}");
    }
  }

  @Test
  void itReadsBlocksAndCborAndObserves() throws Exception {
    try (HouseOnTest house = new HouseOnTest(Map.of("plainRoles", "system", "blockSize", 128))) {
      house.visits = 30;
      assertThat(once(house.url("/visits?limit=30"), "get"))
          .startsWith("2.05")
          .contains("v-0", "v-29")
          .endsWith("]");
      // A CBOR map of one text to a flag begins the health of the house.
      assertThat(once(house.url("/health"), "cbor"))
          .startsWith("2.05 ")
          .contains("657265616479" /* ready */);
      Process observing = start(house.url("/doors/front-door"), "observe");
      try (BufferedReader said = observing.inputReader()) {
        assertThat(said.readLine()).contains("LOCKED");
        house.moved(HouseOnTest.FRONT, DoorState.UNLOCKED);
        assertThat(said.readLine()).contains("UNLOCKED");
      } finally {
        observing.destroyForcibly();
      }
    }
  }

  private String once(String url, String mode) throws Exception {
    Process process = start(url, mode);
    try (BufferedReader said = process.inputReader()) {
      return String.valueOf(said.readLine());
    } finally {
      process.destroyForcibly();
    }
  }

  private Process start(String url, String mode) throws IOException {
    Path program = Files.writeString(folder.resolve("ask.cjs"), PROGRAM);
    return new ProcessBuilder(
            "node", program.toString(), FETCHED.toAbsolutePath().toString(), url, mode)
        .redirectErrorStream(true)
        .start();
  }
}
