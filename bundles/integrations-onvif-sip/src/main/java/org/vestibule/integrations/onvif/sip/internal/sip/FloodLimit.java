// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.sip;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Who may send how much. A phone that proved who it is, or that a call stands with, has an
 * allowance of its own, by address and port; all the others of one address share one, and all
 * strangers together another. So a flood of strangers costs them their own share only, though not
 * where it comes with a forged address of a phone. Thread-safe, memory bounded.
 */
final class FloodLimit {
  private static final int MOST_SOURCES = 4096;
  private static final int KNOWN_PER_SECOND = 200;
  private static final int STRANGERS_TIMES = 10;

  private final LongSupplier nanos;
  private final int perSecond;
  private final Bucket strangers;
  private final Map<Object, Bucket> buckets = new Sources();
  private final Map<InetSocketAddress, Integer> known = new ConcurrentHashMap<>();
  private final AtomicLong refused = new AtomicLong();

  /**
   * @param perSecond messages that the strangers of one address may send in a second; twice as many
   *     at once
   */
  FloodLimit(int perSecond, LongSupplier nanos) {
    this.perSecond = perSecond;
    this.nanos = nanos;
    this.strangers = new Bucket(perSecond * STRANGERS_TIMES, nanos.getAsLong());
  }

  /** Notes somebody as known; as often as {@link #forget} is called it is forgotten again. */
  void know(InetSocketAddress peer) {
    known.merge(peer, 1, Integer::sum);
  }

  /** Ends what {@link #know} began. */
  void forget(InetSocketAddress peer) {
    known.computeIfPresent(peer, (key, count) -> count == 1 ? null : count - 1);
  }

  /** Returns whether somebody is known. */
  boolean knows(InetSocketAddress peer) {
    return known.containsKey(peer);
  }

  /** Returns the addresses at which somebody is known. */
  Set<InetSocketAddress> known() {
    return Set.copyOf(known.keySet());
  }

  /** Counts one message; returns whether it is let in. */
  boolean admits(InetSocketAddress peer) {
    long now = nanos.getAsLong();
    boolean mine = knows(peer);
    boolean admitted;
    synchronized (this) {
      admitted =
          mine
              ? bucket(peer, KNOWN_PER_SECOND, now).take(now)
              : bucket(peer.getAddress(), perSecond, now).take(now) && strangers.take(now);
    }
    if (!admitted) {
      refused.incrementAndGet();
    }
    return admitted;
  }

  /** Returns whether somebody sent something lately that was let in. */
  synchronized boolean heard(InetAddress address) {
    return buckets.containsKey(address);
  }

  /** Returns how many messages were not let in. */
  long refused() {
    return refused.get();
  }

  private Bucket bucket(Object source, int rate, long now) {
    return buckets.computeIfAbsent(source, key -> new Bucket(rate, now));
  }

  /** Forgets who was heard the longest ago. */
  private static final class Sources extends LinkedHashMap<Object, Bucket> {
    private static final long serialVersionUID = 1L;

    Sources() {
      super(64, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<Object, Bucket> eldest) {
      return size() > MOST_SOURCES;
    }
  }

  private static final class Bucket {
    private final int rate;
    private double tokens;
    private long filled;

    Bucket(int rate, long now) {
      this.rate = rate;
      this.tokens = 2.0 * rate;
      this.filled = now;
    }

    boolean take(long now) {
      tokens = Math.min(2.0 * rate, tokens + (now - filled) / 1e9 * rate);
      filled = now;
      if (tokens < 1) {
        return false;
      }
      tokens--;
      return true;
    }
  }
}
