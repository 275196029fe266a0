// SPDX-License-Identifier: Apache-2.0
package org.vestibule.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.elements.config.UdpConfig;
import org.eclipse.californium.scandium.config.DtlsConfig;

/**
 * {@code ./vestibule bench coap}: how many commands a second go through DTLS, the desk and the
 * audit, with eight clients, beside bare Californium in turn in the same process; once more with an
 * audit that waits for no disk; and how much of the heap 200,000 confirmable requests leave in use.
 */
public final class BenchCoap {
  private static final int CLIENTS = 8;

  /** For each client of the soak: a message id must not come again within 247 s (RFC 7252, 4.4). */
  private static final int SOAK_EACH = 5_000;

  private final Process host;
  private final BufferedReader said;
  private final Writer asking;

  private BenchCoap(Path home) throws IOException {
    host =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                "-cp",
                System.getProperty("java.class.path"),
                CoapHost.class.getName(),
                home.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    said = host.inputReader();
    asking = host.outputWriter();
  }

  /**
   * Measures.
   *
   * @param args {@code --home DIR [--seconds N] [--rounds N] [--requests N]}
   */
  public static void main(String[] args) throws Exception {
    Options options = new Options(args);
    Path home = Path.of(options.text("--home")).toAbsolutePath().resolve("coap");
    Files.createDirectories(home);
    CoapConfig.register();
    UdpConfig.register();
    DtlsConfig.register();
    Configuration.createStandardWithoutFile();
    int seconds = options.number("--seconds", 5);
    System.out.println(Machine.describe(home));
    BenchCoap bench = new BenchCoap(home);
    try {
      String[] ports = bench.said.readLine().split(" ");
      bench.commands(ports, seconds, options.number("--rounds", 5));
      bench.soak(Integer.parseInt(ports[1]), options.number("--requests", 200_000));
    } finally {
      bench.host.destroy();
    }
  }

  private void commands(String[] ports, int seconds, int rounds) throws Exception {
    List<List<Double>> rates = new ArrayList<>();
    List<List<Long>> taken = new ArrayList<>();
    long[] cpu = new long[ports.length];
    List<CoapCrowd> crowds = new ArrayList<>();
    try {
      for (String port : ports) {
        crowds.add(new CoapCrowd(Integer.parseInt(port), CLIENTS));
        crowds.get(crowds.size() - 1).until(System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds));
        rates.add(new ArrayList<>());
        taken.add(new ArrayList<>());
      }
      for (int round = 0; round < rounds; round++) {
        for (int kind = 0; kind < ports.length; kind++) {
          long used = ProcessFigures.cpuNanos(host);
          long from = System.nanoTime();
          List<Long> all = crowds.get(kind).until(from + TimeUnit.SECONDS.toNanos(seconds));
          rates.get(kind).add(all.size() / ((System.nanoTime() - from) / 1e9));
          cpu[kind] += ProcessFigures.cpuNanos(host) - used;
          taken.get(kind).addAll(all);
        }
      }
    } finally {
      crowds.forEach(CoapCrowd::close);
    }
    print(rates, taken, cpu);
  }

  private static void print(List<List<Double>> rates, List<List<Long>> taken, long[] cpu) {
    String[] names = {"commands, audit on the disk", "commands, audit in memory", "Californium"};
    List<Sample> samples = taken.stream().map(BenchCoap::sample).toList();
    for (int kind = 0; kind < names.length; kind++) {
      System.out.printf(
          Locale.ROOT,
          "%-30s %8.0f /s   p50 %7.3f   p99 %7.3f ms   n %d%n",
          names[kind],
          rate(rates.get(kind)),
          samples.get(kind).median(),
          samples.get(kind).percentile(0.99),
          taken.get(kind).size());
    }
    System.out.println();
    System.out.println("clients=" + CLIENTS);
    value("commands_per_s", rate(rates.get(0)));
    value("judged_per_s", rate(rates.get(1)));
    value("californium_per_s", rate(rates.get(2)));
    value("to_californium_ratio", rate(rates.get(0)) / rate(rates.get(2)));
    value("judged_to_californium_ratio", rate(rates.get(1)) / rate(rates.get(2)));
    // Of the gateway's process alone: what other work on the machine disturbs the least.
    value("cpu_us", cpu[0] / 1e3 / taken.get(0).size());
    value("judged_cpu_us", cpu[1] / 1e3 / taken.get(1).size());
    value("californium_cpu_us", cpu[2] / 1e3 / taken.get(2).size());
    value("p50_ms", samples.get(0).median());
    value("p99_ms", samples.get(0).percentile(0.99));
    value("judged_p99_ms", samples.get(1).percentile(0.99));
    value("californium_p99_ms", samples.get(2).percentile(0.99));
  }

  private void soak(int port, int requests) throws Exception {
    double before = heap();
    int done = 0;
    while (done < requests) {
      int each = Math.min(SOAK_EACH, (requests - done + CLIENTS - 1) / CLIENTS);
      try (CoapCrowd crowd = new CoapCrowd(port, CLIENTS)) {
        crowd.times(each);
      }
      done += each * CLIENTS;
    }
    double after = heap();
    System.out.println("requests=" + done);
    value("heap_before_mb", before);
    value("heap_mb", after);
  }

  /** Returns the live heap of the other process in MB. */
  private double heap() {
    try {
      asking.write("heap\n");
      asking.flush();
      return Long.parseLong(said.readLine()) / 1e6;
    } catch (IOException e) {
      throw new UncheckedIOException("the other process is gone", e);
    }
  }

  /** The median of the rounds, so that a disturbed one does not count. */
  private static double rate(List<Double> rounds) {
    return new Sample(rounds.stream().mapToDouble(Double::doubleValue).toArray()).median();
  }

  private static Sample sample(List<Long> nanos) {
    return new Sample(nanos.stream().mapToDouble(each -> each / 1e6).toArray());
  }

  private static void value(String key, double value) {
    System.out.printf(Locale.ROOT, "%s=%.3f%n", key, value);
  }
}
