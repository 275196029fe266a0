// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.client;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/**
 * The assembled gateway as a process of its own, on a free port of loopback, started as the script
 * {@code vestibule} starts it: the process is the JVM itself, so that what is killed is killed.
 */
public final class GatewayProcess implements AutoCloseable {
  private static final int COLLECTIONS = 4;

  private static final Duration POLL = Duration.ofMillis(20);
  private static final long STOP_SECONDS = 30;

  private final Path home;
  private final Process process;
  private final URI address;
  private final long begun;

  private GatewayProcess(Path home, Process process, URI address, long begun) {
    this.home = home;
    this.process = process;
    this.address = address;
    this.begun = begun;
  }

  /**
   * Starts it and returns at once.
   *
   * @param home a data folder with an unpacked gateway in {@code gateway} and its settings in
   *     {@code etc}
   * @param log name of a file under {@code logs} that takes what the process prints
   */
  public static GatewayProcess start(Path home, String log) throws IOException {
    int port = freePort();
    Files.createDirectories(home.resolve("karaf"));
    ProcessBuilder builder =
        new ProcessBuilder(home.resolve("gateway/bin/karaf").toString(), "server");
    builder
        .environment()
        .putAll(
            Map.of(
                "VESTIBULE_DATA", home.toString(),
                "VESTIBULE_PORT", Integer.toString(port),
                "KARAF_EXEC", "exec",
                "KARAF_ETC", home.resolve("etc").toString(),
                "KARAF_DATA", home.resolve("karaf").toString(),
                "KARAF_LOG", home.resolve("logs").toString()));
    builder.redirectErrorStream(true);
    builder.redirectOutput(Files.createDirectories(home.resolve("logs")).resolve(log).toFile());
    long begun = System.nanoTime();
    URI address = URI.create("http://127.0.0.1:" + port + "/");
    return new GatewayProcess(home, builder.start(), address, begun);
  }

  /** Returns where its console and its stations answer. */
  public URI address() {
    return address;
  }

  /** Returns the number of its process. */
  public long pid() {
    return process.pid();
  }

  /**
   * Waits until it answers at all, ready or not.
   *
   * @throws TimeoutException when that takes longer than {@code patience}
   * @throws IOException when the process ends instead
   */
  public void awaitAnswer(Duration patience)
      throws IOException, InterruptedException, TimeoutException {
    await(patience, health -> true);
  }

  /**
   * Waits until it says that it is ready: all services up, models loaded, first inference of each
   * capability answered.
   *
   * @return seconds from the process's start to the answer
   * @throws TimeoutException when that takes longer than {@code patience}
   * @throws IOException when the process ends instead
   */
  public double awaitReady(Duration patience)
      throws IOException, InterruptedException, TimeoutException {
    await(patience, Answer::ok);
    return (System.nanoTime() - begun) / 1e9;
  }

  private void await(Duration patience, Predicate<Answer> enough)
      throws IOException, InterruptedException, TimeoutException {
    JsonHttp anybody = new JsonHttp(address, "");
    while (System.nanoTime() - begun < patience.toNanos()) {
      if (!process.isAlive()) {
        throw new IOException("the gateway stopped; see " + home.resolve("logs"));
      }
      if (answers(anybody, enough)) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
    }
    throw new TimeoutException(
        "the gateway is not ready after " + patience + "; see " + home.resolve("logs"));
  }

  private static boolean answers(JsonHttp anybody, Predicate<Answer> enough)
      throws InterruptedException {
    try {
      Answer health = anybody.get("/api/health");
      return health.body().has("ready") && enough.test(health);
    } catch (IOException e) {
      return false; // Nothing listens yet.
    }
  }

  /** Returns the resident memory of the process, in megabytes. */
  public double residentMegabytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024.0;
      }
    }
    throw new IOException("process " + process.pid() + " has no VmRSS");
  }

  /**
   * Writes what lives in its heap into a file, after four collections: the serial collector leaves
   * remains of dead objects where they lay, and writes them out with the rest, but in every fourth
   * one (MarkSweepAlwaysCompactCount).
   *
   * @param file must not exist
   */
  public void dumpHeap(Path file) throws IOException, InterruptedException {
    for (int i = 0; i < COLLECTIONS; i++) {
      order("GC.run");
    }
    String said = order("GC.heap_dump", file.toAbsolutePath().toString());
    if (!Files.exists(file)) {
      throw new IOException("the heap was not written: " + said);
    }
  }

  private String order(String... words) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
    line.add(Long.toString(process.pid()));
    line.addAll(List.of(words));
    Process order = new ProcessBuilder(line).redirectErrorStream(true).start();
    String said = new String(order.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (order.waitFor() != 0) {
      throw new IOException("the gateway does not do " + words[0] + ": " + said);
    }
    return said;
  }

  /**
   * Waits until it ends by itself, for a planned restart.
   *
   * @return its exit code
   * @throws TimeoutException when it goes on for longer than {@code patience}
   */
  public int awaitEnd(Duration patience) throws InterruptedException, TimeoutException {
    if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new TimeoutException(
          "the gateway goes on after " + patience + "; see " + home.resolve("logs"));
    }
    return process.exitValue();
  }

  /** Ends it as a power cut does: SIGKILL. */
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /** Asks it to stop, and kills it when it does not. */
  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
      kill();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
