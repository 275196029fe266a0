// SPDX-License-Identifier: Apache-2.0
package org.vestibule.network.internal;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A token bucket for each address: a second's worth of requests to begin with, filled again at the
 * permitted rate. The table is bounded; when it is full of addresses that are busy, all further
 * ones share a single bucket, so that nobody gets a fresh one by coming from many. Thread-safe.
 */
final class RateLimit {
  static final int MOST_ADDRESSES = 4_096;
  private static final String FURTHER = "further addresses";
  private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

  private final double perSecond;
  private final LongSupplier nanos;
  private final Map<String, Bucket> buckets = new HashMap<>();

  /** What an address has left, and when that was counted. */
  private static final class Bucket {
    private double tokens;
    private long counted;
  }

  RateLimit(int perSecond, LongSupplier nanos) {
    this.perSecond = perSecond;
    this.nanos = nanos;
  }

  /**
   * Takes one request of an address.
   *
   * @return 0 when it may go on; otherwise in how many whole seconds it may, at least 1
   */
  synchronized int take(String address) {
    long now = nanos.getAsLong();
    Bucket bucket = bucket(address, now);
    bucket.tokens = filled(bucket, now);
    bucket.counted = now;
    if (bucket.tokens >= 1) {
      bucket.tokens -= 1;
      return 0;
    }
    return (int) Math.max(1, Math.ceil((1 - bucket.tokens) / perSecond));
  }

  private double filled(Bucket bucket, long now) {
    return Math.min(perSecond, bucket.tokens + (now - bucket.counted) / NANOS * perSecond);
  }

  private Bucket bucket(String address, long now) {
    Bucket known = buckets.get(address);
    if (known != null) {
      return known;
    }
    if (buckets.size() >= MOST_ADDRESSES) {
      forgetFull(now);
    }
    String name = buckets.size() >= MOST_ADDRESSES ? FURTHER : address;
    return buckets.computeIfAbsent(
        name,
        fresh -> {
          Bucket bucket = new Bucket();
          bucket.tokens = perSecond;
          bucket.counted = now;
          return bucket;
        });
  }

  /** A full bucket says no more than none at all. */
  private void forgetFull(long now) {
    for (Iterator<Bucket> all = buckets.values().iterator(); all.hasNext(); ) {
      if (filled(all.next(), now) >= perSecond) {
        all.remove();
      }
    }
  }

  /** Returns how many addresses are remembered. */
  synchronized int size() {
    return buckets.size();
  }
}
