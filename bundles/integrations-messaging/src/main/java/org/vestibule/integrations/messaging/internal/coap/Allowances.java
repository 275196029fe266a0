// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.coap;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How much everybody may ask: a bucket for each, filled evenly, that holds two seconds' worth.
 * Thread-safe, memory bounded: who asked the longest ago is forgotten first.
 */
final class Allowances {
  private static final int MOST = 4096;
  private static final double BURST_SECONDS = 2;

  private final LongSupplier nanos;
  private final Map<Object, Bucket> buckets = new Recent();

  Allowances(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /**
   * Counts one request.
   *
   * @param who a name or an address
   * @param perSecond how many are let in
   * @return 0 when it is let in, else after how many seconds one would be, at least 1
   */
  synchronized int take(Object who, int perSecond) {
    long now = nanos.getAsLong();
    Bucket bucket = buckets.computeIfAbsent(who, key -> new Bucket(BURST_SECONDS * perSecond, now));
    double filled = bucket.tokens + (now - bucket.filled) / 1e9 * perSecond;
    bucket.tokens = Math.min(BURST_SECONDS * perSecond, filled);
    bucket.filled = now;
    if (bucket.tokens >= 1) {
      bucket.tokens--;
      return 0;
    }
    return (int) Math.max(1, Math.ceil((1 - bucket.tokens) / perSecond));
  }

  private static final class Bucket {
    private double tokens;
    private long filled;

    Bucket(double tokens, long now) {
      this.tokens = tokens;
      this.filled = now;
    }
  }

  private static final class Recent extends LinkedHashMap<Object, Bucket> {
    private static final long serialVersionUID = 1L;

    Recent() {
      super(64, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<Object, Bucket> eldest) {
      return size() > MOST;
    }
  }
}
