// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Whether the person for whom a door is to be opened is still there. Seeing them leave and handing
 * the order over exclude each other: whichever comes first holds. Thread-safe.
 */
final class Vigil {
  static final String LEFT = "The person has left";

  private enum State {
    KEPT,
    LEFT,
    OVER
  }

  private final AtomicReference<State> state = new AtomicReference<>(State.KEPT);

  /** The person was seen to have left. */
  void leave() {
    state.compareAndSet(State.KEPT, State.LEFT);
  }

  /** Returns whether the person was seen to have left in time. */
  boolean left() {
    return state.get() == State.LEFT;
  }

  /**
   * The order is handed over now, or there will be none; returns false when the person has left.
   */
  boolean end() {
    state.compareAndSet(State.KEPT, State.OVER);
    return !left();
  }

  /** Returns whether nobody needs to follow the person any longer. */
  boolean over() {
    return state.get() != State.KEPT;
  }
}
