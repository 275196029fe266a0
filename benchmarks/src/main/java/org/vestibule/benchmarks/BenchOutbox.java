// SPDX-License-Identifier: Apache-2.0
package org.vestibule.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * {@code ./vestibule bench outbox}: what it costs to keep what happens until a system was told, on
 * a disk, with the vault as a gateway has it. Beside it a bare file that is forced after each
 * record of the same size. Prints a table, then one {@code key=value} a line; exit code 0 only if
 * every event arrived once, in order, and nothing was lost.
 */
public final class BenchOutbox {
  private static final int LEAST = 10_000;

  private final Path home;
  private final int events;
  private final int pace;

  private BenchOutbox(Path home, int events, int pace) {
    this.home = home;
    this.events = events;
    this.pace = pace;
  }

  /**
   * Measures.
   *
   * @param args {@code --home DIR [--events N] [--pace N]}: where a folder may be made and deleted,
   *     how many events at full speed (200000), and how many a second where delays are measured
   *     (500)
   */
  public static void main(String[] args) throws Exception {
    Options options = new Options(args);
    int events = options.number("--events", 200_000);
    if (events < LEAST) {
      throw new IllegalArgumentException("--events is " + events + "; at least " + LEAST);
    }
    Path home = Path.of(options.text("--home")).toAbsolutePath().resolve("outbox-bench");
    delete(home);
    Files.createDirectories(home);
    try {
      new BenchOutbox(home, events, options.number("--pace", 500)).measure();
    } finally {
      delete(home);
    }
  }

  private void measure() throws Exception {
    System.out.println(Machine.describe(home));
    BareForce bare = new BareForce(home.resolve("bare"), OutboxLoad.bytesOfAnEvent());
    Sample force = bare.measure(2000);
    System.out.println(force.fineRow("bare file: write and force"));
    OutboxRun warm = new OutboxRun(home.resolve("warm"));
    warm.fullSpeed(events / 4, false);
    warm.close();
    OutboxRun run = new OutboxRun(home.resolve("run"));
    long cpu = cpuNanos();
    double perSecond = run.fullSpeed(events, false);
    double cpuMicros = (cpuNanos() - cpu) / 1e3 / events;
    long early = Machine.usedHeap();
    double beside = run.fullSpeed(events, true);
    long late = Machine.usedHeap();
    Sample delay = run.paced(pace, 20 * pace);
    System.out.println(delay.fineRow("append to read, " + pace + " a second"));
    Sample one = run.oneByOne(1000);
    System.out.println(one.fineRow("append to read, one at a time"));
    double backlog = run.backlogMegabytes();
    double reopen = run.reopen();
    run.close();
    Sample again = bare.measure(2000);
    System.out.println(again.fineRow("bare file: write and force, again"));
    line("events", events);
    line("event_bytes", OutboxLoad.bytesOfAnEvent());
    line("outbox_events_per_s", perSecond);
    line("cpu_us_per_event", cpuMicros);
    line("outbox_beside_dead_sink_events_per_s", beside);
    line("append_to_read_p50_ms", delay.median());
    line("append_to_read_p95_ms", delay.p95());
    line("append_force_p50_ms", one.median());
    line("append_force_p95_ms", one.p95());
    double bareMillis = (force.median() + again.median()) / 2;
    line("bare_force_per_s", 1000 / bareMillis);
    line("bare_force_p95_ms", (force.p95() + again.p95()) / 2);
    line("outbox_to_bare_ratio", perSecond * bareMillis / 1000);
    line("heap_growth_mb", (late - early) / 1e6);
    line("heap_mb", late / 1e6);
    line("backlog_mb", backlog);
    line("backlog_first_read_s", reopen);
  }

  /** What this process has used of the cores: on a busy machine this says more than seconds do. */
  private static long cpuNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static void line(String key, double value) {
    System.out.printf(Locale.ROOT, "%s=%.3f%n", key, value);
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
