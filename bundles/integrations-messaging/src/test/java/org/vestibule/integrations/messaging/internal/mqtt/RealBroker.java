// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Assumptions;
import org.vestibule.testkit.internal.broker.Mosquitto;

/** A mosquitto that anybody may use, with its own clients as independent ear and mouth. */
public final class RealBroker implements AutoCloseable {
  private final Mosquitto broker;
  private final Path folder;
  private final List<Process> processes = new ArrayList<>();

  /** Starts it on a free port; a test without mosquitto is skipped. */
  public RealBroker(Path folder) throws Exception {
    this(folder, "");
  }

  /** Starts it with more lines of configuration. */
  public RealBroker(Path folder, String more) throws Exception {
    this.folder = folder;
    Assumptions.assumeTrue(Mosquitto.installed(), "apt-get install mosquitto first");
    broker = Mosquitto.open(folder, more);
  }

  public int port() {
    return broker.port();
  }

  /** Listens; each line is {@code topic qos retained hex}. Returns when the broker knows. */
  public BlockingQueue<String> ear(String filter) throws Exception {
    String probe = filter.replaceAll("[#+].*", "probe-") + System.nanoTime();
    BlockingQueue<String> lines =
        lines(
            start(
                "mosquitto_sub",
                "-V",
                "5",
                "-p",
                "" + port(),
                "-q",
                "1",
                "-t",
                filter,
                "-F",
                "%t %q %r %x"));
    List<String> early = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      tell("-t", probe, "-m", "?");
      String line = lines.poll(100, TimeUnit.MILLISECONDS);
      for (; line != null && !line.startsWith(probe); line = lines.poll()) {
        early.add(line);
      }
      if (line != null) {
        break;
      }
    }
    lines.removeIf(line -> line.startsWith(probe));
    early.addAll(lines);
    lines.clear();
    lines.addAll(early);
    return lines;
  }

  /** Publishes by mosquitto_pub. */
  public void tell(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("mosquitto_pub", "-p", "" + port()));
    command.addAll(List.of(arguments));
    Process process = start(command.toArray(String[]::new));
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
  }

  /** Publishes bytes. */
  public void tellBytes(String topic, byte[] payload) throws Exception {
    Path file = folder.resolve("payload");
    Files.write(file, payload);
    tell("-t", topic, "-f", file.toString());
  }

  /** Returns the next line that fits, within a minute; those before it are dropped. */
  public static String await(BlockingQueue<String> lines, Predicate<String> fits)
      throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (true) {
      String line = lines.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (line == null) {
        throw new AssertionError("nothing that fits came in time");
      }
      if (fits.test(line)) {
        return line;
      }
    }
  }

  /** Starts a process that ends with this broker; a test without the program is skipped. */
  public Process start(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      processes.add(process);
      return process;
    } catch (IOException e) {
      return Assumptions.abort(command[0] + " is missing");
    }
  }

  /** Returns what a process says, line by line. */
  public static BlockingQueue<String> lines(Process process) {
    BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    Thread reader =
        new Thread(
            () -> {
              try (BufferedReader in = process.inputReader()) {
                in.lines().forEach(lines::add);
              } catch (IOException | UncheckedIOException e) {
                // It was ended.
              }
            },
            "lines");
    reader.setDaemon(true);
    reader.start();
    return lines;
  }

  @Override
  public void close() throws InterruptedException {
    for (Process process : processes) {
      process.destroyForcibly();
      process.waitFor(5, TimeUnit.SECONDS);
    }
    broker.close();
  }
}
