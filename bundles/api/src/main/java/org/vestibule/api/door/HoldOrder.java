// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.door;

import java.time.Duration;
import java.util.Objects;
import org.vestibule.api.Identifier;

/**
 * Keeps a door unlocked for as long as somebody renews it: a lease, so that a door does not stay
 * open after whoever wanted it is gone.
 *
 * @param id names it; the same id renews it
 * @param door the door
 * @param reason one sentence for people and the audit
 * @param lease how long without being renewed, 1 s to {@link #MOST_LEASE}
 */
public record HoldOrder(String id, DoorId door, String reason, Duration lease) {
  /** The longest lease. */
  public static final Duration MOST_LEASE = Duration.ofMinutes(5);

  /** Refuses a lease without a bound. */
  public HoldOrder {
    Identifier.require("hold order", id);
    Objects.requireNonNull(door, "door");
    Objects.requireNonNull(reason, "reason");
    if (lease.compareTo(Duration.ofSeconds(1)) < 0 || lease.compareTo(MOST_LEASE) > 0) {
      throw new IllegalArgumentException(
          "lease of " + lease + "; allowed: 1 s to " + MOST_LEASE.toSeconds() + " s");
    }
  }
}
