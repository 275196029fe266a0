// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.relay;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorSignal;
import org.vestibule.api.door.DoorSignals;
import org.vestibule.api.door.DoorState;
import org.vestibule.integrations.access.control.internal.relay.RelayMachine.Want;

/**
 * What is done with a module again and again: its inputs and outputs are asked and told of, and
 * every output is put right that is not as it has to be. Used by one thread, but for {@link
 * #state}.
 */
final class RelayRound {
  private final RelaySettings settings;
  private final RelayMachine machine;
  private final DoorSignals signals;
  private final Predicate<DoorId> burnsElsewhere;
  private final Map<DoorId, DoorState> states = new ConcurrentHashMap<>();

  /** The doors that were opened for the fire that burns. */
  private final Set<DoorId> burning = new HashSet<>();

  /**
   * Prepares.
   *
   * @param burnsElsewhere whether any device of the house says that a fire releases a door: the end
   *     of this driver, and the beginning of the next, must not lock it
   */
  RelayRound(
      RelaySettings settings,
      RelayMachine machine,
      DoorSignals signals,
      Predicate<DoorId> burnsElsewhere) {
    this.settings = settings;
    this.machine = machine;
    this.signals = signals;
    this.burnsElsewhere = burnsElsewhere;
  }

  DoorState state(DoorId door) {
    return states.getOrDefault(door, DoorState.UNKNOWN);
  }

  void lost() {
    burning.clear(); // Whether it stays open is seen to anew.
    settings.doors().keySet().forEach(door -> states.put(door, DoorState.UNREACHABLE));
  }

  void make(RelayBank bank) throws VestibuleException {
    look(bank);
    putRight(bank);
  }

  /** Asks the module; the machine learns of a fire before anybody is told of it. */
  void look(RelayBank bank) throws VestibuleException {
    boolean[] closed = settings.inputs().isEmpty() ? new boolean[0] : bank.readInputs();
    for (DoorId door : settings.doors().keySet()) {
      boolean fire = active(closed, door, DoorSignal.FIRE_RELEASE);
      machine.fire(door, fire || burnsElsewhere.test(door));
      machine.leaf(door, active(closed, door, DoorSignal.CONTACT_OPEN));
    }
    settings.inputs().forEach(wire -> tell(wire, wire.active(closed[wire.input()])));
    boolean[] on = bank.readOutputs();
    for (RelayDoor door : settings.doors().values()) {
      note(door.door(), door.wiring().unlocked(on[door.output()]));
    }
  }

  private boolean active(boolean[] closed, DoorId door, DoorSignal signal) {
    return settings.inputs().stream()
        .filter(wire -> wire.signal() == signal && wire.at(door))
        .anyMatch(wire -> wire.active(closed[wire.input()]));
  }

  private void tell(InputWire wire, boolean active) {
    for (DoorId door : settings.doors().keySet()) {
      if (wire.at(door)) {
        signals.report(settings.source(), door, wire.signal(), active);
      }
    }
  }

  private void note(DoorId door, boolean unlocked) {
    states.put(door, unlocked ? DoorState.UNLOCKED : DoorState.LOCKED);
    machine.seen(door, unlocked);
  }

  /** One output that the module refuses to switch keeps no other from being put right. */
  private void putRight(RelayBank bank) throws VestibuleException {
    VestibuleException refused = null;
    for (RelayDoor door : settings.doors().values()) {
      try {
        putRight(bank, door, System.nanoTime());
      } catch (VestibuleException e) {
        if (!e.code().equals("device-refused")) {
          throw e;
        }
        refused = e;
      }
    }
    if (refused != null) {
      throw refused;
    }
  }

  private void putRight(RelayBank bank, RelayDoor door, long now) throws VestibuleException {
    Want want = machine.want(door.door(), now);
    boolean unlocked = state(door.door()) == DoorState.UNLOCKED;
    // Once also where it is unlocked: the end of a pulse must not lock a door in a fire.
    boolean begins = fireBegins(door.door());
    if (want == Want.SECURE && unlocked) {
      bank.set(door.output(), door.wiring().output(false));
      note(door.door(), false);
    } else if (want == Want.RELEASED && (!unlocked || begins)) {
      if (settings.timed(door) && !machine.burns(door.door())) {
        bank.pulse(door.output(), machine.left(door.door(), now));
      } else {
        bank.set(door.output(), door.wiring().output(true));
      }
      note(door.door(), true);
    }
  }

  private boolean fireBegins(DoorId door) {
    if (machine.burns(door)) {
      return burning.add(door);
    }
    burning.remove(door);
    return false;
  }
}
