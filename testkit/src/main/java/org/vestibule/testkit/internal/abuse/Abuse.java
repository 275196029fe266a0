// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.abuse;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Strangers at the broker and at the CoAP ports of a gateway, at a pace of their own until this is
 * closed: topics of other buildings, orders that are broken, too long, kept, repeated or signed by
 * nobody, and datagrams that are not what they seem.
 */
public final class Abuse implements AutoCloseable {
  private static final long SECOND = 1_000_000_000L;
  private static final int TOO_LONG = 5_000;

  /** More than the gateway takes from any broker. */
  private static final int FAR_TOO_LONG = 100_000;

  /** A packet that long is sent once among so many. */
  private static final int SELDOM = 50;

  private static final String HOUSE = "vestibule/home/";

  private final Victim victim;
  private final int perSecond;
  private final Map<String, AtomicLong> sent = new ConcurrentSkipListMap<>();
  private final Thread[] threads;
  private volatile boolean over;
  private volatile IOException failure;

  /**
   * Where a gateway is.
   *
   * @param broker a port of this machine
   * @param coap where it listens, in plain
   * @param coaps where it listens for DTLS
   * @param token one that may order, which was overheard; its order is repeated as it was
   * @param order what was ordered with it
   */
  public record Victim(
      int broker, InetSocketAddress coap, InetSocketAddress coaps, String token, String order) {}

  private interface Way {
    void run() throws IOException;
  }

  private Abuse(Victim victim, int perSecond) {
    this.victim = victim;
    this.perSecond = perSecond;
    threads = new Thread[] {thread("mqtt", this::mqtt), thread("coap", this::coap)};
  }

  /**
   * Begins.
   *
   * @param perSecond messages, and as many datagrams
   */
  public static Abuse begin(Victim victim, int perSecond) {
    Abuse abuse = new Abuse(victim, perSecond);
    for (Thread each : abuse.threads) {
      each.start();
    }
    return abuse;
  }

  /** Returns how much was sent of what. */
  public Map<String, AtomicLong> sent() {
    return sent;
  }

  private Thread thread(String name, Way way) {
    Thread thread =
        new Thread(
            () -> {
              try {
                way.run();
              } catch (IOException e) {
                failure = e;
              }
            },
            "abuse-" + name);
    thread.setDaemon(true);
    return thread;
  }

  private void mqtt() throws IOException {
    try (MqttStranger stranger = new MqttStranger(victim.broker(), "stranger")) {
      long begin = System.nanoTime();
      for (long i = 0; !over; i++) {
        publish(stranger, i);
        pace(begin, i);
      }
    }
  }

  private void publish(MqttStranger stranger, long i) throws IOException {
    byte[] order = victim.order().getBytes(StandardCharsets.UTF_8);
    String lift = HOUSE + "command/lift";
    switch ((int) (i % 7)) {
      case 0 -> say(stranger, "other-building", "vestibule/other/command/lift", order, true);
      case 1 -> say(stranger, "other-topic", lift + "/deeper", order, true);
      case 2 -> {
        boolean far = i % SELDOM == 0;
        byte[] bytes = new byte[far ? FAR_TOO_LONG : TOO_LONG];
        say(stranger, far ? "far-too-long" : "too-long", lift, bytes, true);
      }
      case 3 -> say(stranger, "malformed", lift, "{\"id\":".getBytes(StandardCharsets.UTF_8), true);
      case 4 -> say(stranger, "repeated", lift, order, true);
      case 5 -> {
        String fresh = victim.order().replaceFirst("\"id\":\"[^\"]*\"", "\"id\":\"s-" + i + "\"");
        say(stranger, "unsigned", lift, fresh.getBytes(StandardCharsets.UTF_8), false);
      }
      default -> {
        stranger.publish(HOUSE + "command/kept-" + i % 3, order, victim.token(), true);
        count("kept");
      }
    }
  }

  private void say(
      MqttStranger stranger, String what, String topic, byte[] payload, boolean overheard)
      throws IOException {
    stranger.publish(topic, payload, overheard ? victim.token() : "none", false);
    count(what);
  }

  private void coap() throws IOException {
    Random random = new Random(Instant.now().toEpochMilli());
    try (DatagramSocket socket = new DatagramSocket()) {
      long begin = System.nanoTime();
      for (long i = 0; !over; i++) {
        int kinds = CoapJunk.values().length;
        CoapJunk junk = CoapJunk.values()[(int) (i % kinds)];
        byte[] bytes = junk.next(random);
        boolean secure = junk == CoapJunk.RECORD || junk == CoapJunk.NOISE && i / kinds % 2 == 0;
        socket.send(
            new DatagramPacket(bytes, bytes.length, secure ? victim.coaps() : victim.coap()));
        count("coap-" + junk.name().toLowerCase(Locale.ROOT));
        pace(begin, i);
      }
    }
  }

  private void pace(long begin, long i) {
    long due = begin + (i + 1) * SECOND / perSecond;
    for (long left = due - System.nanoTime(); left > 0 && !over; left = due - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private void count(String what) {
    sent.computeIfAbsent(what, name -> new AtomicLong()).incrementAndGet();
  }

  /**
   * Ends it.
   *
   * @throws IOException when it could not go on: then little was tried
   */
  @Override
  public void close() throws IOException, InterruptedException {
    over = true;
    for (Thread each : threads) {
      each.join();
    }
    if (failure != null) {
      throw failure;
    }
  }
}
