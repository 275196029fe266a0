// SPDX-License-Identifier: Apache-2.0
package org.vestibule.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.vestibule.testkit.internal.broker.Mosquitto;

/**
 * {@code ./vestibule bench mqtt}: events that happen, are forced to the disk by the outbox, put
 * into their envelope and confirmed by a broker (QoS 1), beside the bare client with messages of
 * the same length and the same window at the same broker, in turns; and how long it takes from an
 * event to whoever subscribed, at the pace of a busy house.
 */
public final class BenchMqtt {
  private static final int ROUNDS = 5;
  private static final int PER_SECOND = 200;
  private static final int PACED_SECONDS = 20;
  private static final int WINDOW = 100;
  private static final String QUEUES =
      "max_inflight_messages 1000\nmax_queued_messages 1000000\npersistence false\n";

  private BenchMqtt() {}

  /**
   * Measures.
   *
   * @param args {@code --home DIR [--events N]}: a folder on the disk that is meant, and how many
   *     events each round has
   */
  public static void main(String[] args) throws Exception {
    Options options = new Options(args);
    int events = options.number("--events", 20_000);
    Path home =
        Files.createTempDirectory(
            Files.createDirectories(Path.of(options.text("--home")).toAbsolutePath()), "mqtt");
    try (Mosquitto broker = Mosquitto.open(home, QUEUES)) {
      try (TellingHouse house = new TellingHouse(home, broker.port())) {
        house.connected();
        byte[] sample = sample(house, broker.port());
        BareClient bare = new BareClient(broker.port(), WINDOW);
        through(house, events);
        bare.publish(TellingHouse.TOPIC, sample, events);
        double[] ours = new double[ROUNDS];
        double[] theirs = new double[ROUNDS];
        long[] cpu = new long[2];
        for (int round = 0; round < ROUNDS; round++) {
          long from = cpuNanos();
          ours[round] = through(house, events);
          long between = cpuNanos();
          theirs[round] = bare.publish(TellingHouse.TOPIC, sample, events);
          cpu[0] += between - from;
          cpu[1] += cpuNanos() - between;
          System.out.printf(
              Locale.ROOT,
              "round %d: outbox to broker %.0f/s, bare Paho %.0f/s%n",
              round + 1,
              ours[round],
              theirs[round]);
        }
        bare.close();
        Sample delivery = paced(house, broker.port());
        tell(events, sample.length, ours, theirs, delivery);
        System.out.printf(
            Locale.ROOT,
            "outbox_cpu_us_per_event=%.1f%npaho_cpu_us_per_message=%.1f%n",
            cpu[0] / 1e3 / ROUNDS / events,
            cpu[1] / 1e3 / ROUNDS / events);
      }
    }
  }

  private static void tell(int events, int bytes, double[] ours, double[] theirs, Sample delivery) {
    double[] ratios = new double[ROUNDS];
    Arrays.setAll(ratios, round -> ours[round] / theirs[round]);
    System.out.printf(
        Locale.ROOT,
        "an event to its subscriber at %d/s: p50 %.2f ms, p95 %.2f ms, p99 %.2f ms%n",
        PER_SECOND,
        delivery.percentile(0.5),
        delivery.percentile(0.95),
        delivery.percentile(0.99));
    System.out.printf(
        Locale.ROOT,
        "events=%d%nmessage_bytes=%d%nwindow=%d%noutbox_events_per_s=%.0f%npaho_events_per_s=%.0f%n"
            + "outbox_to_paho_ratio=%.3f%ndelivery_p50_ms=%.3f%ndelivery_p95_ms=%.3f%n"
            + "delivery_p99_ms=%.3f%n",
        events,
        bytes,
        WINDOW,
        new Sample(ours).percentile(0.5),
        new Sample(theirs).percentile(0.5),
        new Sample(ratios).percentile(0.5),
        delivery.percentile(0.5),
        delivery.percentile(0.95),
        delivery.percentile(0.99));
  }

  /** Returns what all threads of this process have used of the cores; the broker is another one. */
  private static long cpuNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  /** Returns events a second, from the first that happens to the last confirmation. */
  private static double through(TellingHouse house, int events) throws Exception {
    long sent = house.sent();
    long from = System.nanoTime();
    for (int i = 0; i < events; i++) {
      house.answered(i);
    }
    house.told(sent + events);
    return events / ((System.nanoTime() - from) / 1e9);
  }

  /** Returns a message as the house sends it. */
  private static byte[] sample(TellingHouse house, int port) throws Exception {
    AtomicReference<byte[]> heard = new AtomicReference<>();
    try (BareClient ear = new BareClient(port, WINDOW)) {
      ear.hear(TellingHouse.TOPIC, heard::set);
      house.answered(12_345);
      for (int i = 0; i < 1000 && heard.get() == null; i++) {
        LockSupport.parkNanos(10_000_000);
      }
    }
    if (heard.get() == null) {
      throw new IllegalStateException("nothing was heard");
    }
    return heard.get();
  }

  private static Sample paced(TellingHouse house, int port) throws Exception {
    int count = PER_SECOND * PACED_SECONDS;
    long[] raised = new long[count];
    Latencies latencies = new Latencies(count);
    try (BareClient ear = new BareClient(port, WINDOW)) {
      ear.hear(
          TellingHouse.TOPIC, bytes -> latencies.add(System.nanoTime() - raised[number(bytes)]));
      latencies.begin();
      long begin = System.nanoTime();
      for (int i = 0; i < count; i++) {
        long due = begin + i * 1_000_000_000L / PER_SECOND;
        while (System.nanoTime() < due) {
          LockSupport.parkNanos(due - System.nanoTime());
        }
        raised[i] = System.nanoTime();
        house.answered(i);
      }
      return latencies.await(1);
    }
  }

  /** Returns the number that stands in the order's id. */
  static int number(byte[] message) {
    String text = new String(message, StandardCharsets.UTF_8);
    int at = text.indexOf("\"o-") + 3;
    return Integer.parseInt(text, at, text.indexOf('-', at), 10);
  }
}
