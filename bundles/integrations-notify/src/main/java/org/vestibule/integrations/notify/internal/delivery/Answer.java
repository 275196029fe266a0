// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.notify.internal.delivery;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.vestibule.api.status.Status.Cause;

/**
 * What became of one try.
 *
 * @param kind what to do next
 * @param reason one sentence part for people, without a secret; empty when it arrived
 * @param cause as it stands in the status
 * @param after how long the other end asked to wait
 */
public record Answer(Kind kind, String reason, Cause cause, Optional<Duration> after) {
  /** What to do next. */
  public enum Kind {
    /** It arrived. */
    DELIVERED,
    /** The site allows none of its forms: it is not sent. */
    WITHHELD,
    /** The other end will never take it. */
    REFUSED,
    /** The other end is there and wants it later. */
    LATER,
    /** It reached the other end, or may have, and failed there. */
    FAILED,
    /** Not a byte of it reached the other end. */
    UNREACHED,
    /** The other end says that it is gone for good. */
    GONE
  }

  /** Refuses holes. */
  public Answer {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(cause, "cause");
    Objects.requireNonNull(after, "after");
  }

  /** It arrived. */
  public static Answer delivered() {
    return new Answer(Kind.DELIVERED, "", Cause.NONE, Optional.empty());
  }

  /** Without a wish to wait. */
  public static Answer of(Kind kind, Cause cause, String reason) {
    return new Answer(kind, reason, cause, Optional.empty());
  }
}
