// SPDX-License-Identifier: Apache-2.0
package org.vestibule.itests;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.vestibule.testkit.internal.client.Operator;

/** The distribution, unpacked and started as the script does it, on a free port. */
final class GatewayProcess {
  private static final Duration READY = Duration.ofSeconds(150);

  private final Path data;
  private final int port;
  private Process process;

  private GatewayProcess(Path data, int port) {
    this.data = data;
    this.port = port;
  }

  static boolean hasPacks() {
    return Files.isDirectory(packs());
  }

  private static Path packs() {
    return Path.of(System.getProperty("vestibule.packs"));
  }

  /** Lays the distribution out in an empty data folder, with the demonstration's stations. */
  static GatewayProcess unpack(Path data) throws IOException, InterruptedException {
    StagedHome.fresh(data, packs());
    try (Stream<Path> files = Files.list(House.ROOT.resolve("testkit/etc"))) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path target = data.resolve("etc").resolve(file.getFileName());
        Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Path boot = data.resolve("etc/org.apache.karaf.features.cfg");
    String text = Files.readString(boot);
    Files.writeString(boot, text.replace("vestibule-core/", "vestibule-testkit, vestibule-core/"));
    Files.createDirectories(data.resolve("karaf"));
    Files.createDirectories(data.resolve("logs"));
    Files.createDirectories(data.resolve("updates"));
    try (ServerSocket socket = new ServerSocket(0)) {
      return new GatewayProcess(data, socket.getLocalPort());
    }
  }

  void start() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(data.resolve("gateway/bin/karaf").toString(), "server");
    builder
        .environment()
        .putAll(
            Map.of(
                "VESTIBULE_DATA", data.toString(),
                "VESTIBULE_PORT", Integer.toString(port),
                "JAVA_HOME", System.getProperty("java.home"),
                "KARAF_EXEC", "exec",
                "KARAF_ETC", data.resolve("etc").toString(),
                "KARAF_DATA", data.resolve("karaf").toString(),
                "KARAF_LOG", data.resolve("logs").toString()));
    builder.redirectErrorStream(true);
    builder.redirectOutput(
        ProcessBuilder.Redirect.appendTo(data.resolve("logs/stdout.log").toFile()));
    process = builder.start();
  }

  /** Waits until it is ready, and signs in. */
  Operator operator() throws IOException, InterruptedException, TimeoutException {
    return Operator.whenReady(address(), data, READY);
  }

  /** Waits until the process ends by itself; returns its exit code. */
  int awaitEnd() throws InterruptedException, TimeoutException {
    if (!process.waitFor(READY.toSeconds(), TimeUnit.SECONDS)) {
      throw new TimeoutException("the gateway goes on; see " + data.resolve("logs"));
    }
    return process.exitValue();
  }

  void stop() throws InterruptedException {
    if (process != null) {
      process.destroy();
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    }
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + port);
  }

  Path data() {
    return data;
  }

  Path etc(String file) {
    return data.resolve("etc").resolve(file);
  }
}
