// SPDX-License-Identifier: Apache-2.0
package org.vestibule.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.vestibule.testkit.internal.abuse.Abuse;
import org.vestibule.testkit.internal.abuse.ExposedHouse;
import org.vestibule.testkit.internal.broker.Mosquitto;
import org.vestibule.testkit.internal.client.GatewayProcess;

/**
 * {@code ./vestibule bench abuse}: how long a door takes that somebody opens by hand at the
 * assembled gateway, from the moment at which it was due until its lock has answered: while nobody
 * disturbs, and while strangers send orders and datagrams that are to be refused to its broker
 * (mosquitto) and its CoAP ports, in turns.
 */
public final class BenchAbuse {
  private static final List<String> DOORS = List.of("front-door", "side-door", "yard-door");
  private static final Duration PATIENCE = Duration.ofSeconds(150);

  /** Fewer than what one caller may order in the mean. */
  private static final int OPENINGS_PER_SECOND = 5;

  private static final int WARM_SECONDS = 10;

  private final ExposedHouse house;
  private final int seconds;
  private final int perSecond;
  private final Map<String, Long> sent = new TreeMap<>();

  private BenchAbuse(ExposedHouse house, int seconds, int perSecond) {
    this.house = house;
    this.seconds = seconds;
    this.perSecond = perSecond;
  }

  /**
   * Measures.
   *
   * @param args {@code --home DIR [--seconds N] [--rounds N] [--rate N]}: a data folder with an
   *     unpacked gateway, how long each turn takes, how many there are of each kind, and how many
   *     messages and as many datagrams come in a second
   */
  public static void main(String[] args) throws Exception {
    Options options = new Options(args);
    Path home = Path.of(options.text("--home")).toAbsolutePath();
    int rounds = options.number("--rounds", 6);
    System.out.println(Machine.describe(home));
    try (Mosquitto broker = Mosquitto.open(Files.createTempDirectory(home, "broker"));
        GatewayProcess gateway = GatewayProcess.start(home, "bench-abuse.log")) {
      gateway.awaitAnswer(PATIENCE);
      ExposedHouse house =
          ExposedHouse.at(gateway.address(), home, InetAddress.getLoopbackAddress(), broker.port());
      BenchAbuse bench =
          new BenchAbuse(house, options.number("--seconds", 10), options.number("--rate", 500));
      bench.measure(rounds);
    }
  }

  private void measure(int rounds) throws Exception {
    openings(WARM_SECONDS);
    List<Sample> quiet = new ArrayList<>();
    List<Sample> abused = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      quiet.add(openings(seconds));
      abused.add(abused(round));
    }
    System.out.printf(
        Locale.ROOT,
        "%d turns of %d s each, %d openings a second, %d messages and as many datagrams%n",
        rounds,
        seconds,
        OPENINGS_PER_SECOND,
        perSecond);
    sent.forEach((what, count) -> System.out.printf("  %-20s %8d%n", what, count));
    Sample all = together(quiet);
    Sample under = together(abused);
    System.out.println(all.row("nobody disturbs"));
    System.out.println(under.row("under abuse"));
    System.out.println();
    System.out.println("openings=" + (all.millis().length + under.millis().length));
    System.out.println("audited_refusals=" + audited());
    System.out.println("abuse_sent=" + sent.values().stream().mapToLong(each -> each).sum());
    spread("quiet", all, quiet);
    spread("abused", under, abused);
    value("p95_ratio", under.p95() / all.p95());
  }

  private Sample abused(int round) throws Exception {
    String overheard = ExposedHouse.order("overheard-" + round, ExposedHouse.DOOR, Instant.now());
    Sample sample;
    Map<String, AtomicLong> counts;
    try (Abuse abuse = Abuse.begin(house.victim(overheard), perSecond)) {
      sample = openings(seconds);
      counts = abuse.sent();
    }
    counts.forEach((what, count) -> sent.merge(what, count.get(), Long::sum));
    return sample;
  }

  /** Opens doors at a pace that does not wait for them, as people do. */
  private Sample openings(int howLong) throws IOException, InterruptedException {
    double[] millis = new double[howLong * OPENINGS_PER_SECOND];
    long begin = System.nanoTime();
    for (int i = 0; i < millis.length; i++) {
      long due = begin + i * 1_000_000_000L / OPENINGS_PER_SECOND;
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      house.open(DOORS.get(i % DOORS.size()));
      millis[i] = (System.nanoTime() - due) / 1e6;
    }
    return new Sample(millis);
  }

  /** Returns how many of the newest lines say that something was refused; none measures nothing. */
  private long audited() throws IOException, InterruptedException {
    long refused = 0;
    for (JsonNode line : house.operator().get("/api/audit?limit=1000").body().path("entries")) {
      refused += line.path("action").asText().endsWith("-refused") ? 1 : 0;
    }
    if (refused == 0) {
      throw new IOException("nothing was refused: the strangers did not reach the gateway");
    }
    return refused;
  }

  private static Sample together(List<Sample> samples) {
    return new Sample(
        samples.stream().flatMapToDouble(each -> Arrays.stream(each.millis())).toArray());
  }

  /** Prints the figure, and how far the turns lie from each other. */
  private static void spread(String name, Sample all, List<Sample> turns) {
    value(name + "_p50_ms", all.median());
    value(name + "_p95_ms", all.p95());
    value(name + "_p95_least_ms", turns.stream().mapToDouble(Sample::p95).min().orElseThrow());
    value(name + "_p95_most_ms", turns.stream().mapToDouble(Sample::p95).max().orElseThrow());
  }

  private static void value(String key, double value) {
    System.out.printf(Locale.ROOT, "%s=%.3f%n", key, value);
  }
}
