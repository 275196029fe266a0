// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/**
 * One connection with its window: so many messages wait for their PUBACK at the same time and no
 * more (MQTT 5.0, 4.9), in the order in which they were published. Used by one thread; receipts
 * come on the client's.
 */
final class Session {
  /** The broker takes no packet of this length (MQTT 5.0, 3.4.2.1). */
  static final int TOO_LARGE = 0x95;

  /** What the head, the topic and the properties of a packet take at most beside the payload. */
  private static final int HEAD_BYTES = 1024;

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(BrokerClient.SECONDS);

  private final BrokerClient client;
  private final Way way;
  private final int size;
  private final Semaphore window;
  private volatile long lastProgress = System.nanoTime();
  private volatile String refusedTopic = "";

  /**
   * @param most how many may wait, if the broker allows as many
   */
  Session(BrokerClient client, Way way, int most) {
    this.client = client;
    this.way = way;
    size = Math.min(most, client.receiveMaximum());
    window = new Semaphore(size);
  }

  /**
   * Publishes in the first form that the site allows; waits only while the window is full.
   *
   * @param receipt as {@link BrokerClient#publish}
   * @return false when none of its forms may be sent; nobody is told then
   * @throws IOException when the connection is gone or stands still
   */
  boolean publish(Outgoing message, IntConsumer receipt) throws IOException, InterruptedException {
    Optional<byte[]> payload = way.fit(message.choices());
    if (payload.isEmpty()) {
      return false;
    }
    if (payload.get().length + HEAD_BYTES > client.longestPacket()) {
      refused(message);
      receipt.accept(TOO_LARGE);
      return true;
    }
    if (!window.tryAcquire()) {
      awaitRoom(1);
    }
    if (window.availablePermits() == size - 1) {
      lastProgress = System.nanoTime();
    }
    try {
      client.publish(message, payload.get(), reason -> told(message, reason, receipt));
    } catch (BrokerException e) {
      window.release();
      throw e;
    }
    return true;
  }

  /** Publishes what nobody waits for. */
  void publish(Outgoing message) throws IOException, InterruptedException {
    publish(message, reason -> {});
  }

  /** Returns when everything that was published is confirmed. */
  void flush() throws IOException, InterruptedException {
    awaitRoom(size);
    window.release(size);
  }

  /**
   * Looks after the connection.
   *
   * @throws IOException when it is gone, or nothing was confirmed for too long
   */
  void check() throws IOException {
    if (!client.connected()) {
      throw new IOException("connection lost");
    }
    boolean waiting = window.availablePermits() < size;
    if (waiting && System.nanoTime() - lastProgress > PATIENCE_NANOS) {
      throw standsStill();
    }
  }

  BrokerClient client() {
    return client;
  }

  Way way() {
    return way;
  }

  /**
   * Returns the topic of the last message that the broker did not take, never a silent alarm's;
   * empty: none.
   */
  String refusedTopic() {
    return refusedTopic;
  }

  private void awaitRoom(int permits) throws IOException, InterruptedException {
    if (!window.tryAcquire(permits, PATIENCE_NANOS, TimeUnit.NANOSECONDS)) {
      throw standsStill();
    }
  }

  private void told(Outgoing message, int reason, IntConsumer receipt) {
    lastProgress = System.nanoTime();
    window.release();
    if (reason >= 0x80) {
      refused(message);
    }
    receipt.accept(reason);
  }

  /** The status is read by many: it must not tell that somebody has just asked for help. */
  private void refused(Outgoing message) {
    if (!message.topic().endsWith("/" + HouseVoice.DURESS)) {
      refusedTopic = message.topic();
    }
  }

  private static IOException standsStill() {
    return new IOException("no confirmation within " + BrokerClient.SECONDS + " s");
  }
}
