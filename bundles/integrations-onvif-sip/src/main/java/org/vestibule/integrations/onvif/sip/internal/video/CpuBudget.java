// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.video;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A part of the processor that all cameras share: what their decoders use, and what those use who
 * look at the pictures, as far as they do it on the thread that takes them. Thread-safe.
 */
final class CpuBudget {
  private static final long BETWEEN = TimeUnit.SECONDS.toNanos(4);

  private final List<LongSupplier> users = new CopyOnWriteArrayList<>();
  private final RateShare decision = new RateShare();
  private volatile double cores;
  private volatile double share = 1;
  private volatile double used;
  private long lookedAt;
  private long usedBefore;
  private boolean first = true;

  /**
   * @param cores how many of them may be used, above 0
   */
  CpuBudget(double cores) {
    limit(cores);
  }

  /** Takes another limit. */
  void limit(double most) {
    if (!(most > 0)) {
      throw new IllegalArgumentException("a budget of " + most + " cores; allowed: above 0");
    }
    cores = most;
  }

  /** Counts a camera from now on; {@code nanos} says what it has used ever. */
  void add(LongSupplier nanos) {
    users.add(nanos);
  }

  void remove(LongSupplier nanos) {
    users.remove(nanos);
  }

  /** Returns what part of their wishes the cameras get. */
  double share() {
    return share;
  }

  /** Returns how many cores were used lately. */
  double used() {
    return used;
  }

  /** Returns whether the cameras want more than there is. */
  boolean exceeded() {
    return used > cores;
  }

  /** Looks again, if it is time. */
  synchronized void look(long now) {
    if (!first && now - lookedAt < BETWEEN) {
      return;
    }
    long all = users.stream().mapToLong(LongSupplier::getAsLong).sum();
    if (!first) {
      // A camera that went took its sum with it.
      used = Math.max(0, all - usedBefore) / (double) (now - lookedAt);
      share = decision.used(used, cores);
    }
    first = false;
    lookedAt = now;
    usedBefore = all;
  }
}
