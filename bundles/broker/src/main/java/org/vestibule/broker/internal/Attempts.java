// SPDX-License-Identifier: Apache-2.0
package org.vestibule.broker.internal;

import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts wrong passwords by address and makes whoever goes on wait: 1 s after the last free try,
 * twice as long after each further one. On loopback, where all programs of this machine share one
 * address, each user is counted apart and the wait ends earlier, so that one wrong program does not
 * silence the gateway itself. Thread-safe.
 */
final class Attempts {
  static final int FREE = 5;
  static final Duration LONGEST = Duration.ofMinutes(15);
  static final Duration LONGEST_HERE = Duration.ofSeconds(30);
  private static final int MOST = 4000;

  private final Clock clock;

  /** The one whose last wrong try is longest ago comes first. */
  private final Map<String, Tries> tries = new LinkedHashMap<>();

  /** How many, and when the last one was, in milliseconds. */
  private record Tries(int count, long last) {}

  Attempts(Clock clock) {
    this.clock = clock;
  }

  static String key(InetAddress address, String user) {
    return address.isLoopbackAddress() ? "here:" + user : Connections.counted(address);
  }

  /** Returns whether this one has to wait; what it shows is not looked at then. */
  synchronized boolean mustWait(String key) {
    Tries now = tries.get(key);
    if (now == null || now.count() < FREE) {
      return false;
    }
    Duration most = key.startsWith("here:") ? LONGEST_HERE : LONGEST;
    Duration wait = Duration.ofSeconds(1L << Math.min(now.count() - FREE, 20));
    long longest = Math.min(wait.toMillis(), most.toMillis());
    long passed = clock.millis() - now.last();
    // A clock that was set back makes nobody wait for longer.
    return passed >= 0 && passed < longest;
  }

  /** Counts a wrong try; returns whether a wait begins. */
  synchronized boolean wrong(String key) {
    Tries before = tries.remove(key);
    int count = before == null ? 1 : Math.min(before.count() + 1, 1000);
    if (tries.size() >= MOST) {
      tries.remove(tries.keySet().iterator().next());
    }
    tries.put(key, new Tries(count, clock.millis()));
    return count >= FREE;
  }

  synchronized void right(String key) {
    tries.remove(key);
  }
}
