// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.relay;

import org.vestibule.api.VestibuleException;
import org.vestibule.integrations.access.control.internal.relay.RelayDriver.Opener;
import org.vestibule.integrations.access.control.internal.relay.RelayOrder.Kind;

/**
 * Carries out one order. What unlocks is sent once: after an answer that did not come the outputs
 * are asked, and where they say no the lock is locked, so that a late command opens nothing.
 */
final class RelayMove {
  private final RelaySettings settings;
  private final RelayMachine machine;
  private final RelayRound round;
  private final Opener again;

  /**
   * Prepares.
   *
   * @param again opens the way to the module anew
   */
  RelayMove(RelaySettings settings, RelayMachine machine, RelayRound round, Opener again) {
    this.settings = settings;
    this.machine = machine;
    this.round = round;
    this.again = again;
  }

  /**
   * Does it.
   *
   * @throws VestibuleException {@code interlocked}, {@code device-refused}, {@code
   *     device-unreachable}, {@code device-timed-out}
   */
  void make(RelayOrder order, RelayBank bank) throws VestibuleException {
    RelayDoor door = settings.doors().get(order.door);
    boolean interlocked = order.kind != Kind.SECURE && !door.locked().isEmpty();
    if (interlocked || machine.burns(order.door)) {
      round.look(bank); // A fire may be over since the last look.
    }
    if (order.kind == Kind.SECURE) {
      secure(door, bank);
      return;
    }
    if (order.kind == Kind.PULSE) {
      machine.pulse(order.door, order.length, System.nanoTime());
    } else {
      machine.hold(order.door, order.length, System.nanoTime());
    }
    if (machine.burns(order.door)) {
      return; // It is released already, and stays so.
    }
    try {
      unlock(door, bank);
    } catch (VestibuleException e) {
      if (!e.code().equals("device-timed-out") || !unlockedAfterAll(door)) {
        machine.secure(order.door);
        throw e;
      }
    }
  }

  private void secure(RelayDoor door, RelayBank bank) throws VestibuleException {
    machine.secure(door.door());
    if (machine.burns(door.door())) {
      throw new VestibuleException(
          "device-refused",
          "door " + door.door(),
          "the fire alarm releases it",
          "no fire alarm",
          "It locks by itself when the alarm is over.");
    }
    bank.set(door.output(), door.wiring().output(false));
  }

  private void unlock(RelayDoor door, RelayBank bank) throws VestibuleException {
    if (settings.timed(door)) {
      // What ends last counts: a short pulse must not cut a hold.
      bank.pulse(door.output(), machine.left(door.door(), System.nanoTime()));
    } else {
      bank.set(door.output(), door.wiring().output(true));
    }
  }

  private boolean unlockedAfterAll(RelayDoor door) {
    try {
      return door.wiring().unlocked(again.open().readOutputs()[door.output()]);
    } catch (VestibuleException e) {
      return false; // Nobody can tell, and the first time-out says so.
    }
  }
}
