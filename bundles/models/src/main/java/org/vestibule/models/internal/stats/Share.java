// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal.stats;

import java.util.concurrent.atomic.AtomicLong;

/** Picks a share of requests, evenly and the same on every machine: of 0.1 every tenth. */
public final class Share {
  /** So that ten times 0.1 is one whole, whatever a double makes of it. */
  private static final double ROUNDING = 1e-9;

  private final double share;
  private final AtomicLong seen = new AtomicLong();

  /**
   * @param share 0 to 1
   */
  public Share(double share) {
    this.share = share;
  }

  /** Returns whether this request is in the share. Thread-safe. */
  public boolean next() {
    long n = seen.getAndIncrement();
    return whole(n + 1) > whole(n);
  }

  private long whole(long n) {
    return (long) Math.floor(n * share + ROUNDING);
  }
}
