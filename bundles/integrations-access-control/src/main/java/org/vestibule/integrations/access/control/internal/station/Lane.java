// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.station;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.vestibule.api.VestibuleException;
import org.vestibule.device.http.DeviceHttp;

/** A way to one device that is opened when it is needed. No lock is held meanwhile. Thread-safe. */
final class Lane {
  private final Ways ways;
  private final Duration timeout;
  private final AtomicReference<DeviceHttp> held = new AtomicReference<>();

  /** Makes the ways to one device; each call gives another with its own login. */
  @FunctionalInterface
  interface Ways {
    /**
     * @throws VestibuleException when there is no way now: nothing was sent
     */
    DeviceHttp open(Duration timeout) throws VestibuleException;
  }

  Lane(Ways ways, Duration timeout) {
    this.ways = ways;
    this.timeout = timeout;
  }

  DeviceHttp get() throws VestibuleException {
    DeviceHttp there = held.get();
    if (there != null) {
      return there;
    }
    DeviceHttp fresh = ways.open(timeout);
    DeviceHttp first = held.compareAndExchange(null, fresh);
    if (first == null) {
      return fresh;
    }
    fresh.close();
    return first;
  }

  /** Ends what is under way; the next {@link #get} opens another. */
  void drop() {
    DeviceHttp there = held.getAndSet(null);
    if (there != null) {
      there.close();
    }
  }
}
