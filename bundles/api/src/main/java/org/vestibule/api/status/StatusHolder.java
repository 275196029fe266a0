// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.status;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Holds one component's status so that {@link Status#since()} moves only when something changed.
 * Thread-safe.
 */
public final class StatusHolder {
  private final AtomicReference<Status> current;

  /** Starts with {@code first}. */
  public StatusHolder(Status first) {
    current = new AtomicReference<>(first);
  }

  /** Replaces the status unless it says the same as the one held. */
  public void set(Status next) {
    current.updateAndGet(held -> next.sameAs(held) ? held : next);
  }

  /** Returns the status held. */
  public Status get() {
    return current.get();
  }
}
