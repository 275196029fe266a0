// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal.lease;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Knows whether any request holds a lease, and lets one thread wait until none does. Thread-safe;
 * only one thread may wait.
 */
public final class Idle {
  private final AtomicInteger requests = new AtomicInteger();
  private volatile Thread waiting;

  void begin() {
    requests.incrementAndGet();
  }

  void end() {
    if (requests.decrementAndGet() == 0) {
      Thread sleeper = waiting;
      if (sleeper != null) {
        LockSupport.unpark(sleeper);
      }
    }
  }

  /**
   * Waits until no request holds a lease.
   *
   * @param nanos how long at most
   * @return false when one still does, or the thread was interrupted
   */
  public boolean await(long nanos) {
    if (requests.get() == 0) {
      return true;
    }
    long deadline = System.nanoTime() + nanos;
    waiting = Thread.currentThread();
    try {
      while (requests.get() != 0) {
        long left = deadline - System.nanoTime();
        if (left <= 0 || Thread.currentThread().isInterrupted()) {
          return false;
        }
        LockSupport.parkNanos(this, left);
      }
      return true;
    } finally {
      waiting = null;
    }
  }
}
