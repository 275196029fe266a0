// SPDX-License-Identifier: Apache-2.0
package org.vestibule.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Starts the assembled gateway as a process and measures how long it takes to be of use. */
final class GatewayStart {
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final Path home;
  private final PrintStream out;

  /**
   * @param home a data folder with an unpacked gateway, see {@code stage_demo} in the script
   */
  GatewayStart(Path home, PrintStream out) {
    this.home = home;
    this.out = out;
  }

  /**
   * What one start cost.
   *
   * @param readySeconds from the process's start to a gateway that is ready: all services up,
   *     models loaded, first inference of each capability answered
   * @param residentMegabytes resident memory at rest, five seconds after
   */
  record Cost(double readySeconds, double residentMegabytes) {}

  /** Starts once to fill the container's caches, then measures the next start. */
  Cost measureWarm() throws IOException, InterruptedException {
    Cost first = measure();
    out.printf(
        Locale.ROOT,
        "first start  ready after %.1f s, %.0f MB resident%n",
        first.readySeconds(),
        first.residentMegabytes());
    Cost warm = measure();
    out.printf(
        Locale.ROOT,
        "warm start   ready after %.1f s, %.0f MB resident%n",
        warm.readySeconds(),
        warm.residentMegabytes());
    return warm;
  }

  private Cost measure() throws IOException, InterruptedException {
    int port = freePort();
    long begin = System.nanoTime();
    Process gateway = start(port);
    try {
      awaitReady(gateway, port);
      double seconds = (System.nanoTime() - begin) / 1e9;
      TimeUnit.SECONDS.sleep(5);
      return new Cost(seconds, resident(gateway.toHandle()));
    } finally {
      gateway.destroy();
      if (!gateway.waitFor(30, TimeUnit.SECONDS)) {
        gateway.destroyForcibly();
      }
    }
  }

  private Process start(int port) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(home.resolve("gateway/bin/karaf").toString(), "server");
    builder.environment().put("VESTIBULE_DATA", home.toString());
    builder.environment().put("VESTIBULE_PORT", Integer.toString(port));
    builder.environment().put("KARAF_EXEC", "exec");
    builder.environment().put("KARAF_ETC", home.resolve("etc").toString());
    builder.environment().put("KARAF_DATA", home.resolve("karaf").toString());
    builder.environment().put("KARAF_LOG", home.resolve("logs").toString());
    Files.createDirectories(home.resolve("karaf"));
    builder.redirectErrorStream(true);
    builder.redirectOutput(
        Files.createDirectories(home.resolve("logs")).resolve("bench.log").toFile());
    return builder.start();
  }

  private static void awaitReady(Process gateway, int port)
      throws IOException, InterruptedException {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest health =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/health")).build();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() - deadline < 0 && gateway.isAlive()) {
      try {
        if (client.send(health, BodyHandlers.discarding()).statusCode() == 200) {
          return;
        }
      } catch (IOException e) {
        // Nothing listens yet; the loop asks again until the deadline.
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
    throw new IOException("the gateway did not become ready; see its logs folder");
  }

  /** Returns the largest resident set among the process and its children, in megabytes. */
  private static double resident(ProcessHandle gateway) throws IOException {
    double largest = residentOf(gateway.pid());
    for (ProcessHandle child : gateway.descendants().toList()) {
      largest = Math.max(largest, residentOf(child.pid()));
    }
    return largest;
  }

  private static double residentOf(long pid) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024.0;
      }
    }
    throw new IOException("process " + pid + " has no VmRSS");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
