// SPDX-License-Identifier: Apache-2.0
package org.vestibule.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.vestibule.testkit.internal.broker.Mosquitto;

/**
 * {@code ./vestibule bench outage}: doors answer 200 times a second; the broker ends and stays away
 * for minutes; in the middle of that the gateway's process is killed and started again. Then
 * everything comes back, and what a reader of somebody else heard is compared with what was on the
 * disk.
 */
public final class BenchOutage {
  private static final int PER_SECOND = 200;
  private static final int DOORS = 8;
  private static final int BEFORE_SECONDS = 10;
  private static final long CALM_SECONDS = 15;
  private static final int MOST_CALMS = 40;

  private final Path home;
  private final Mosquitto broker;
  private final Path said;
  private final Path heard;

  private BenchOutage(Path home) throws IOException, InterruptedException {
    this.home = home;
    // Written to the disk at its end, and not while it is measured.
    broker =
        Mosquitto.open(
            home,
            "max_inflight_messages 1000\nmax_queued_messages 1000000\npersistence true\n"
                + "persistence_location "
                + home
                + "/\n");
    said = Files.createFile(home.resolve("said"));
    heard = Files.createFile(home.resolve("heard"));
  }

  /**
   * Measures.
   *
   * @param args {@code --home DIR [--minutes N]}: a folder on the disk that is meant, and how long
   *     the broker stays away
   */
  public static void main(String[] args) throws Exception {
    Options options = new Options(args);
    int minutes = options.number("--minutes", 10);
    Path home =
        Files.createTempDirectory(
            Files.createDirectories(Path.of(options.text("--home")).toAbsolutePath()), "outage");
    // Everything that was started has ended by now.
    if (!new BenchOutage(home).run(minutes)) {
      System.exit(1);
    }
  }

  private boolean run(int minutes) throws Exception {
    Process gateway = null;
    Process reader = null;
    try (broker) {
      reader = reader();
      TimeUnit.SECONDS.sleep(2);
      gateway = gateway(0);
      TimeUnit.SECONDS.sleep(BEFORE_SECONDS);
      broker.end();
      TimeUnit.SECONDS.sleep(minutes * 30L);
      gateway.destroyForcibly().waitFor();
      gateway = gateway(numbers(said, "h ").stream().mapToInt(each -> each).max().orElse(0) + 1);
      TimeUnit.SECONDS.sleep(minutes * 30L);
      broker.start();
      TimeUnit.SECONDS.sleep(BEFORE_SECONDS);
      gateway.getOutputStream().write('\n');
      gateway.getOutputStream().flush();
      gateway.waitFor();
      untilCalm();
      return tell(minutes);
    } finally {
      for (Process each : new Process[] {gateway, reader}) {
        if (each != null) {
          each.destroyForcibly().waitFor();
        }
      }
    }
  }

  /** Somebody else's program with a session that lasts. */
  private Process reader() throws IOException {
    return new ProcessBuilder(
            "mosquitto_sub",
            "-p",
            "" + broker.port(),
            "-V",
            "5",
            "-c",
            "-i",
            "reader",
            "-x",
            "86400",
            "-q",
            "1",
            "-t",
            TellingHouse.TOPIC,
            "-F",
            "%p")
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .redirectOutput(heard.toFile())
        .start();
  }

  private Process gateway(int first) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
            "-cp",
            System.getProperty("java.class.path"),
            OutageVictim.class.getName(),
            home.resolve("gateway").toString(),
            "" + broker.port(),
            "" + first,
            "" + PER_SECOND)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(said.toFile()))
        .start();
  }

  /** Waits until the reader hears no more. */
  private void untilCalm() throws IOException, InterruptedException {
    long before = -1;
    for (int i = 0; i < MOST_CALMS && Files.size(heard) != before; i++) {
      before = Files.size(heard);
      TimeUnit.SECONDS.sleep(CALM_SECONDS);
    }
  }

  private boolean tell(int minutes) throws IOException {
    List<Integer> durable = numbers(said, "d ");
    Set<Integer> expected = new HashSet<>(durable);
    Set<Integer> happened = new HashSet<>(numbers(said, "h "));
    Set<Integer> arrived = new HashSet<>();
    int[] newest = new int[DOORS];
    Arrays.fill(newest, -1);
    int duplicates = 0;
    int outOfOrder = 0;
    for (String line : Files.readAllLines(heard)) {
      int number = BenchMqtt.number(line.getBytes());
      if (!arrived.add(number)) {
        duplicates++;
      } else {
        outOfOrder += number < newest[number % DOORS] ? 1 : 0;
        newest[number % DOORS] = Math.max(newest[number % DOORS], number);
      }
    }
    expected.addAll(arrived);
    int raised = expected.size();
    expected.removeAll(arrived);
    happened.removeAll(durable);
    happened.removeAll(arrived);
    System.out.printf(
        "%d min without a broker, the gateway killed in between: %d events on the disk, %d arrived,"
            + " %d twice or more, %d out of order at their door, %d lost; %d were in memory alone"
            + " when the gateway was killed%n",
        minutes, raised, arrived.size(), duplicates, outOfOrder, expected.size(), happened.size());
    System.out.printf(
        "minutes=%d%nraised=%d%narrived=%d%nduplicates=%d%nout_of_order=%d%nlost=%d%n"
            + "in_memory_at_kill=%d%n",
        minutes, raised, arrived.size(), duplicates, outOfOrder, expected.size(), happened.size());
    return expected.isEmpty() && outOfOrder == 0 && !arrived.isEmpty();
  }

  private static List<Integer> numbers(Path file, String kind) throws IOException {
    return Files.readAllLines(file).stream()
        .filter(line -> line.matches(kind + "\\d+"))
        .map(line -> Integer.valueOf(line.substring(kind.length())))
        .toList();
  }
}
