// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.notify.internal.delivery;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.vestibule.api.outbox.Outbox.SinkDepth;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.Status.Cause;

/** How one sink stands with the other end, for its status and for what may be sent. Thread-safe. */
public final class Standing {
  private final String target;
  private final Breaker breaker;
  private final LongSupplier nanos;
  private final Set<String> withheld = new TreeSet<>();
  private boolean heard;
  private boolean gone;
  private Optional<Answer> trouble = Optional.empty();
  private Optional<SinkDepth> depth = Optional.empty();

  /**
   * @param target the other end's host, as people know it
   * @param nanos a monotonic clock
   */
  public Standing(
      String target, Pace pace, Clock clock, LongSupplier nanos, DoubleSupplier chance) {
    this.target = target;
    this.nanos = nanos;
    breaker = new Breaker(pace, clock, chance);
  }

  /** Asks whether one may be sent now; then {@link #note} is told how it ended. */
  boolean admits() {
    return !gone() && breaker.admits(nanos.getAsLong());
  }

  /** Returns for how long nothing may be sent for sure. */
  Duration closedFor() {
    return breaker.closedFor(nanos.getAsLong());
  }

  /** Notes how a try ended. */
  public synchronized void note(Answer answer) {
    switch (answer.kind()) {
      case DELIVERED, REFUSED -> {
        heard = true;
        trouble = Optional.empty();
        breaker.heard();
      }
      case LATER -> {
        heard = true;
        breaker.heard();
        answer.after().ifPresent(wish -> breaker.wait(nanos.getAsLong(), wish));
      }
      case WITHHELD -> {
        withheld.add(answer.reason());
        breaker.unused();
      }
      case GONE -> {
        gone = true;
        breaker.unused();
      }
      case FAILED, UNREACHED -> {
        trouble = Optional.of(answer);
        breaker.failed(nanos.getAsLong(), answer);
        answer.after().ifPresent(wish -> breaker.wait(nanos.getAsLong(), wish));
      }
      default -> throw new IllegalStateException("no other kind");
    }
  }

  /** Notes that the other end is there, or is not, without anything having been sent. */
  synchronized void looked(Answer answer) {
    if (answer.kind() == Answer.Kind.DELIVERED) {
      heard = true;
      trouble = Optional.empty();
      breaker.heard();
    } else {
      trouble = Optional.of(answer);
    }
  }

  synchronized void depth(SinkDepth now) {
    depth = Optional.of(now);
  }

  /** Returns whether the other end said that it is gone for good. */
  synchronized boolean gone() {
    return gone;
  }

  /** Returns whether the other end is not known to be there. */
  synchronized boolean silent() {
    return !gone && (!heard || breaker.opened().isPresent());
  }

  /** Returns it in the words of a person who can act on it. */
  public synchronized Status status() {
    Optional<Breaker.Opened> opened = breaker.opened();
    if (gone) {
      return Status.unavailable(
          Cause.DEVICE_REFUSED,
          target + " says that it is gone for good (410): nothing is sent until it is set anew");
    }
    if (opened.isPresent()) {
      Answer why = opened.get().why();
      return Status.unavailable(
          why.cause(),
          "Nothing arrives at "
              + target
              + " since "
              + opened.get().since()
              + ": "
              + why.reason()
              + "; it is tried again by itself");
    }
    if (!heard) {
      return trouble
          .map(why -> Status.unavailable(why.cause(), target + ": " + why.reason()))
          .orElseGet(() -> Status.starting("Looks whether " + target + " answers"));
    }
    long lost = depth.map(SinkDepth::lost).orElse(0L);
    if (lost > 0) {
      return Status.degraded(
          Cause.OVERLOADED,
          lost + " events were lost to the bounds of the outbox; " + target + " answers");
    }
    int dead = depth.map(SinkDepth::dead).orElse(0);
    if (dead > 0) {
      return Status.degraded(
          Cause.DEVICE_REFUSED,
          dead + " events were given up for " + target + ": replay or discard them");
    }
    String left =
        withheld.isEmpty()
            ? ""
            : "; left out, because the site does not allow it: " + String.join("; ", withheld);
    return Status.ready(target + " answers" + left);
  }
}
