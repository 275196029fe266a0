// SPDX-License-Identifier: Apache-2.0
package org.vestibule.network.internal;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The bodies that arrive just now. One sender may be slow, and each holds a thread: an address that
 * holds too many of them begins no other. Thread-safe.
 */
final class OpenBodies {
  private final Map<TimedBody, String> open = new ConcurrentHashMap<>();

  /** Notes a body until its {@link #end}; false when its address holds too many slow ones. */
  boolean begin(TimedBody body, String address, int mostSlow) {
    long slow =
        open.entrySet().stream()
            .filter(each -> each.getValue().equals(address) && each.getKey().slow())
            .count();
    if (slow >= mostSlow) {
      return false;
    }
    open.put(body, address);
    return true;
  }

  void end(TimedBody body) {
    open.remove(body);
  }
}
