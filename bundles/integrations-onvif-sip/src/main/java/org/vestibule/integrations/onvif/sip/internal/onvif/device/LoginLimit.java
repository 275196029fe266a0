// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.onvif.device;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts wrong logins of the last minute for each address that they come from: where there were too
 * many, no further one is looked at, be it right or wrong, so that nobody guesses on. Another
 * address is not locked out by that. Thread-safe.
 */
final class LoginLimit {
  /** Wrong logins a minute. */
  static final int MOST = 10;

  private static final int MOST_ADDRESSES = 1000;
  private static final long MINUTE_NANOS = 60_000_000_000L;

  private final Map<String, Deque<Long>> wrong = new HashMap<>();

  synchronized boolean blocks(String address, long nowNanos) {
    Deque<Long> times = wrong.get(key(address, nowNanos));
    return times != null && recent(times, nowNanos) >= MOST;
  }

  synchronized void wrong(String address, long nowNanos) {
    Deque<Long> times = wrong.computeIfAbsent(key(address, nowNanos), any -> new ArrayDeque<>());
    recent(times, nowNanos);
    if (times.size() < MOST) {
      times.addLast(nowNanos);
    }
  }

  /** Where there are very many addresses, the further ones share one count. */
  private String key(String address, long nowNanos) {
    if (wrong.size() >= MOST_ADDRESSES && !wrong.containsKey(address)) {
      wrong.values().removeIf(times -> recent(times, nowNanos) == 0);
    }
    return wrong.size() >= MOST_ADDRESSES && !wrong.containsKey(address) ? "" : address;
  }

  private static int recent(Deque<Long> times, long nowNanos) {
    while (!times.isEmpty() && nowNanos - times.peekFirst() >= MINUTE_NANOS) {
      times.removeFirst();
    }
    return times.size();
  }
}
