// SPDX-License-Identifier: Apache-2.0
package org.vestibule.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * {@code ./vestibule bench osdp}: how fast this gateway's reader answers its panel, over TCP
 * loopback and under the secure channel, first alone and then with every core busy. A panel gives a
 * reader up after 200 ms; the gateway's own panel is the peer, and asks as fast as it is answered.
 */
public final class BenchOsdp {
  private static final int WARM_UP = 2_000;
  private static final int CARDS = 200;
  private static final int MOST_READERS = 127;
  private static final Duration HELD = Duration.ofSeconds(3);

  private final int polls;
  private final int load;

  private BenchOsdp(int polls, int load) {
    this.polls = polls;
    this.load = load;
  }

  /**
   * Measures.
   *
   * @param args {@code --home DIR [--polls N] [--load N]}: how many polls, and how many busy
   *     threads, as many as there are cores unless said otherwise
   */
  public static void main(String[] args) throws Exception {
    Options options = new Options(args);
    int cores = Runtime.getRuntime().availableProcessors();
    int polls = options.number("--polls", 100_000);
    BenchOsdp bench = new BenchOsdp(polls, options.number("--load", cores));
    System.out.println(Machine.describe(Path.of(options.text("--home")).toAbsolutePath()));
    System.out.printf("%d polls, %d busy threads%n%n", bench.polls, bench.load);
    Sample idle = bench.answers(0);
    print("answer, idle", idle);
    Sample busy = bench.answers(bench.load);
    print("answer, every core busy", busy);
    Sample cards = bench.cards(bench.load);
    print("order to card, polled every 50 ms", cards);
    int readers = bench.readers();
    System.out.printf("%nreaders that one thread polls every 50 ms: %d%n%n", readers);
    value("idle_reply_p99_ms", idle.percentile(0.99));
    value("idle_reply_max_ms", idle.percentile(1));
    value("reply_p50_ms", busy.median());
    value("reply_p99_ms", busy.percentile(0.99));
    value("reply_max_ms", busy.percentile(1));
    System.out.println("polls=" + polls);
    value("order_to_card_p95_ms", cards.p95());
    System.out.println("pds_per_thread=" + readers);
  }

  private Sample answers(int busy) throws Exception {
    Latencies answers = new Latencies(polls);
    try (BusyCores cores = new BusyCores(busy);
        OsdpLink link = new OsdpLink(1, Duration.ZERO, answers)) {
      link.awaitSecured();
      while (link.answered().get(0) < WARM_UP) {
        TimeUnit.MILLISECONDS.sleep(5);
      }
      answers.begin();
      Sample sample = answers.await(60);
      if (link.lost() > 0) {
        throw new IllegalStateException("the session was lost " + link.lost() + " times");
      }
      return sample;
    }
  }

  private Sample cards(int busy) throws Exception {
    double[] millis = new double[CARDS];
    try (BusyCores cores = new BusyCores(busy);
        OsdpLink link = new OsdpLink(1, Duration.ofMillis(50), new Latencies(1))) {
      link.awaitSecured();
      for (int i = 0; i < CARDS; i++) {
        millis[i] = link.card() / 1e6;
        // At another moment between two polls each time.
        TimeUnit.MILLISECONDS.sleep(i * 7 % 50);
      }
      return new Sample(millis);
    }
  }

  /** Returns the most readers, doubled each time, of which none was polled seldom or lost. */
  private int readers() throws Exception {
    int held = 0;
    for (int count = 1; count <= MOST_READERS; count = Math.min(count * 2, MOST_READERS)) {
      if (!holds(count)) {
        return held;
      }
      held = count;
      if (count == MOST_READERS) {
        break;
      }
    }
    return held;
  }

  private boolean holds(int count) throws Exception {
    try (OsdpLink link = new OsdpLink(count, Duration.ofMillis(50), new Latencies(1))) {
      link.awaitSecured();
      List<Long> before = link.answered();
      long from = System.nanoTime();
      TimeUnit.MILLISECONDS.sleep(HELD.toMillis());
      List<Long> after = link.answered();
      double due = (System.nanoTime() - from) / 50e6;
      long least = Long.MAX_VALUE;
      for (int i = 0; i < count; i++) {
        least = Math.min(least, after.get(i) - before.get(i));
      }
      return link.lost() == 0 && least >= 0.9 * due;
    }
  }

  private static void print(String name, Sample sample) {
    System.out.printf(
        Locale.ROOT,
        "%-36s p50 %8.3f   p99 %8.3f   max %8.3f ms   n %d%n",
        name,
        sample.median(),
        sample.percentile(0.99),
        sample.percentile(1),
        sample.millis().length);
  }

  private static void value(String key, double value) {
    System.out.printf(Locale.ROOT, "%s=%.3f%n", key, value);
  }
}
