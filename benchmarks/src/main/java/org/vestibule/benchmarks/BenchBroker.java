// SPDX-License-Identifier: Apache-2.0
package org.vestibule.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.vestibule.testkit.internal.broker.Mosquitto;

/**
 * {@code ./vestibule bench broker}: the broker of this gateway, alone in a process, and mosquitto
 * beside it: how long until the first client is let in, how many messages of 128 bytes pass at
 * quality of service 1 from one client to another with 100 in flight, and what it takes of memory.
 * The same clients (Eclipse Paho) ask both, in turn.
 */
public final class BenchBroker {
  private static final int IN_FLIGHT = 100;
  private static final int BYTES = 128;
  private static final String PASSWORD = "measured-and-thrown-away";

  private final int messages;
  private final Path home;

  /** What one broker did. */
  private record Figures(double startMillis, double perSecond, double residentMegabytes) {}

  private BenchBroker(int messages, Path home) {
    this.messages = messages;
    this.home = home;
  }

  /**
   * Measures.
   *
   * @param args {@code --home DIR [--messages N]}
   */
  public static void main(String[] args) throws Exception {
    Options options = new Options(args);
    Path home = Path.of(options.text("--home")).toAbsolutePath();
    int messages = options.number("--messages", 20_000);
    BenchBroker bench = new BenchBroker(messages, home);
    System.out.println(Machine.describe(home));
    System.out.printf(
        "%d messages of %d bytes, QoS 1, %d in flight%n%n", messages, BYTES, IN_FLIGHT);
    Figures own = bench.own();
    Figures peer = bench.peer();
    print("this gateway's broker", own);
    print("mosquitto", peer);
    System.out.println();
    value("start_ms", own.startMillis());
    value("messages_per_s", own.perSecond());
    value("rss_mb", own.residentMegabytes());
    value("mosquitto_start_ms", peer.startMillis());
    value("mosquitto_messages_per_s", peer.perSecond());
    value("mosquitto_rss_mb", peer.residentMegabytes());
    value("to_mosquitto_ratio", own.perSecond() / peer.perSecond());
  }

  private Figures own() throws Exception {
    int port = freePort();
    long begin = System.nanoTime();
    Process broker = own(port);
    try {
      return measure(port, broker.pid(), begin);
    } finally {
      broker.destroy();
      broker.waitFor(20, TimeUnit.SECONDS);
    }
  }

  private Figures peer() throws Exception {
    long begin = System.nanoTime();
    try (Mosquitto broker =
        Mosquitto.open(
            home, "max_inflight_messages 1000\nmax_queued_messages 100000\npersistence false\n")) {
      return measure(broker.port(), broker.pid(), begin);
    }
  }

  private Figures measure(int port, long pid, long begin) throws Exception {
    connect(port, begin).close();
    double start = (System.nanoTime() - begin) / 1e6;
    // The first round warms both up.
    pass(port, messages / 4);
    double perSecond = pass(port, messages);
    return new Figures(start, perSecond, ProcessFigures.resident(pid) / 1e6);
  }

  private Process own(int port) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-cp",
                System.getProperty("java.class.path"),
                "org.vestibule.broker.internal.LoneBroker",
                Integer.toString(port),
                home.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    process.outputWriter().write(PASSWORD + "\n");
    process.outputWriter().flush();
    return process;
  }

  private static BareClient connect(int port, long begin) throws Exception {
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setUserName("bench");
    options.setPassword(PASSWORD.getBytes(StandardCharsets.UTF_8));
    options.setReceiveMaximum(IN_FLIGHT * 2);
    while (true) {
      try {
        return new BareClient(port, IN_FLIGHT, options);
      } catch (MqttException e) {
        if (System.nanoTime() - begin > TimeUnit.SECONDS.toNanos(60)) {
          throw e;
        }
        TimeUnit.MILLISECONDS.sleep(5);
      }
    }
  }

  /** Returns how many messages a second were delivered. */
  private static double pass(int port, int count) throws Exception {
    CountDownLatch delivered = new CountDownLatch(count);
    try (BareClient reader = connect(port, System.nanoTime());
        BareClient writer = connect(port, System.nanoTime())) {
      reader.hear("bench/#", bytes -> delivered.countDown());
      long begin = System.nanoTime();
      writer.publish("bench/x", new byte[BYTES], count);
      if (!delivered.await(2, TimeUnit.MINUTES)) {
        throw new IllegalStateException(delivered.getCount() + " messages were not delivered");
      }
      return count / ((System.nanoTime() - begin) / 1e9);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }

  private static void print(String name, Figures figures) {
    System.out.printf(
        Locale.ROOT,
        "%-24s up in %7.0f ms   %8.0f messages/s   %6.1f MB resident%n",
        name,
        figures.startMillis(),
        figures.perSecond(),
        figures.residentMegabytes());
  }

  private static void value(String key, double value) {
    System.out.printf(Locale.ROOT, "%s=%.3f%n", key, value);
  }
}
