// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.station;

/** A relay with its own clock: a pulse ends here, whatever becomes of who began it. Thread-safe. */
final class Relay {
  private long until;
  private boolean holding;
  private boolean endless;

  /** Releases for a moment; a held relay stays as it is. */
  synchronized void pulse(long millis) {
    if (!released() || !holding) {
      begin(millis);
      holding = false;
    }
  }

  /**
   * Keeps released.
   *
   * @param millis for how long; 0 for ever
   */
  synchronized void hold(long millis) {
    begin(millis);
    endless = millis == 0;
    holding = true;
  }

  synchronized void off() {
    until = 0;
    endless = false;
    holding = false;
  }

  synchronized boolean released() {
    return endless || until != 0 && System.nanoTime() - until < 0;
  }

  synchronized boolean held() {
    return holding && released();
  }

  /** Returns the time left of a hold, 0 without one or without an end. */
  synchronized long secondsLeft() {
    return endless || !released() ? 0 : (until - System.nanoTime()) / 1_000_000_000 + 1;
  }

  private void begin(long millis) {
    endless = false;
    until = System.nanoTime() + millis * 1_000_000;
  }
}
