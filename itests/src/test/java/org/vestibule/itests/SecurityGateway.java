// SPDX-License-Identifier: Apache-2.0
package org.vestibule.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assume.assumeNoException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.rules.ExternalResource;
import org.vestibule.testkit.internal.client.GatewayProcess;

/** The assembled gateway, started from an empty data folder without model packs. */
final class SecurityGateway extends ExternalResource {
  private static final Duration PATIENCE = Duration.ofSeconds(150);
  private static final String PASSWORD = "a long enough password for a test";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path home = House.ROOT.resolve("itests/target/security-data");
  private GatewayProcess process;
  private boolean owned;

  @Override
  protected void before() throws Throwable {
    StagedHome.bare(home);
    process = GatewayProcess.start(home, "security.log");
    process.awaitAnswer(PATIENCE);
  }

  @Override
  protected void after() {
    try {
      process.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  Path home() {
    return home;
  }

  long pid() {
    return process.pid();
  }

  URI address() {
    return process.address();
  }

  /** Returns whoever works on the box; the first call makes the gateway's owner. */
  RestCaller box() throws Exception {
    Path secrets = home.resolve("secrets");
    Path code = secrets.resolve("setup.code");
    if (!owned) {
      Await.that("the one-time code is there", () -> Files.exists(code));
      Map<String, String> setup =
          Map.of("name", "owner", "password", PASSWORD, "code", Files.readString(code).strip());
      RestCaller.Answer answer = new RestCaller(address(), "").ask("POST", "/api/setup", setup);
      assertEquals(answer.toString(), 200, answer.status());
      owned = true;
    }
    return new RestCaller(address(), Files.readString(secrets.resolve("operator.token")).strip());
  }

  /** Writes a file of settings whole. */
  void configure(String file, String text) throws IOException {
    Path fresh = home.resolve(file + ".new");
    Files.writeString(fresh, text);
    Files.move(
        fresh,
        home.resolve("etc").resolve(file),
        java.nio.file.StandardCopyOption.ATOMIC_MOVE,
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }

  /** What the gateway says of itself to anybody. */
  JsonNode health() throws IOException {
    var connection =
        (java.net.HttpURLConnection) address().resolve("/api/health").toURL().openConnection();
    try (InputStream body =
        connection.getResponseCode() < 400
            ? connection.getInputStream()
            : connection.getErrorStream()) {
      return JSON.readTree(body);
    }
  }

  /** Returns what a room that is not ready says; empty when it is. */
  String complaint(String room) throws IOException {
    for (JsonNode waiting : health().path("waiting")) {
      if (waiting.path("name").asText().equals(room)) {
        return waiting.path("sentence").asText();
      }
    }
    return "";
  }

  /** Returns an address of this machine that others can reach. */
  static Optional<InetAddress> outerAddress() throws IOException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
        .findFirst();
  }

  /** Runs a program that may not be installed; without it the test is skipped. */
  static String run(int seconds, String... command) throws IOException, InterruptedException {
    Path out = House.ROOT.resolve("itests/target/" + Path.of(command[0]).getFileName() + ".out");
    Process program;
    try {
      program =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(out.toFile())
              .start();
    } catch (IOException e) {
      assumeNoException("needs " + command[0] + "; see ./vestibule doctor", e);
      throw e;
    }
    if (!program.waitFor(seconds, TimeUnit.SECONDS)) {
      program.destroyForcibly();
      throw new IOException(command[0] + " did not end in " + seconds + " s");
    }
    return Files.readString(out, StandardCharsets.UTF_8);
  }
}
