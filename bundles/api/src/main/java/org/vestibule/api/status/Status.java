// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.status;

import java.time.Instant;
import java.util.Objects;
import org.vestibule.api.egress.Classified;
import org.vestibule.api.egress.DataClass;

/**
 * How something is, why, and since when. {@link State#READY} is reported only after a real exchange
 * with what the source depends on.
 *
 * @param state what it can do now
 * @param cause why it is not ready; {@link Cause#NONE} exactly when ready
 * @param sentence one plain sentence for a person: what is wrong and what to do next
 * @param since when this state began (wall clock, for people)
 */
@Classified(DataClass.HEALTH)
public record Status(
    State state, Cause cause, @Classified(DataClass.HEALTH) String sentence, Instant since) {
  /** What a component can do now. */
  public enum State {
    /** Not yet known; the first exchange is under way. */
    STARTING,
    /** Works, shown by a real exchange. */
    READY,
    /** Works in part; the sentence says which part does not. */
    DEGRADED,
    /** Does not work. */
    UNAVAILABLE,
    /** Stopped on purpose. */
    STOPPED
  }

  /** Why a component is not ready. */
  public enum Cause {
    NONE,
    CONFIGURATION,
    CREDENTIALS,
    NETWORK,
    DEVICE_REFUSED,
    MODEL_MISSING,
    MODEL_INVALID,
    MODEL_LOADING,
    NATIVE_MISSING,
    OVERLOADED,
    UPDATING,
    DEPENDENCY,
    STORAGE,
    /** What is measured no longer looks like what it was set up with. */
    DRIFT,
    DISABLED
  }

  /** Refuses the impossible pairs: ready with a cause, not ready without one. */
  public Status {
    Objects.requireNonNull(sentence, "sentence");
    Objects.requireNonNull(since, "since");
    boolean plain = state == State.READY || state == State.STARTING;
    if (state == State.READY && cause != Cause.NONE) {
      throw new IllegalArgumentException("READY has no cause, got " + cause);
    }
    if (!plain && cause == Cause.NONE) {
      throw new IllegalArgumentException(state + " needs a cause");
    }
  }

  /** Ready since now. */
  public static Status ready(String sentence) {
    return new Status(State.READY, Cause.NONE, sentence, Instant.now());
  }

  /** Starting since now. */
  public static Status starting(String sentence) {
    return new Status(State.STARTING, Cause.NONE, sentence, Instant.now());
  }

  /** Working in part since now. */
  public static Status degraded(Cause cause, String sentence) {
    return new Status(State.DEGRADED, cause, sentence, Instant.now());
  }

  /** Not working since now. */
  public static Status unavailable(Cause cause, String sentence) {
    return new Status(State.UNAVAILABLE, cause, sentence, Instant.now());
  }

  /** Returns whether this says the same as {@code other}, whenever it began. */
  public boolean sameAs(Status other) {
    return other != null
        && state == other.state
        && cause == other.cause
        && sentence.equals(other.sentence);
  }
}
