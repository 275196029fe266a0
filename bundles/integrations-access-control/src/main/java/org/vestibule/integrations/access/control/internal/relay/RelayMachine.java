// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.relay;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorId;

/**
 * Says at each moment which doors of a module are released, and why. Pure: it knows no device and
 * no clock. A fire release wins over everything and stays until it is over; a pulse and a hold end
 * by themselves; of the doors of a lock no two are released. Used by one thread.
 */
final class RelayMachine {
  /** What is to be done with an output. */
  enum Want {
    /** It has to lock. */
    SECURE,
    /** It has to unlock, again and again. */
    RELEASED,
    /** It was unlocked once, and is left alone until that is over. */
    LEAVE
  }

  /** How a door is; times are on the caller's clock. */
  private static final class State {
    private final RelayDoor door;
    private boolean pulsing;
    private long pulseEnd;
    private boolean held;
    private long holdEnd;
    private boolean fire;
    private boolean leafOpen;
    private boolean unlocked;

    State(RelayDoor door) {
      this.door = door;
    }

    void expire(long now) {
      pulsing = pulsing && now - pulseEnd < 0;
      held = held && now - holdEnd < 0;
    }

    boolean released() {
      return fire || pulsing || held;
    }
  }

  private final Map<DoorId, State> doors = new LinkedHashMap<>();

  RelayMachine(Collection<RelayDoor> all) {
    all.forEach(door -> doors.put(door.door(), new State(door)));
  }

  /**
   * Releases a door for a moment. While a fire releases it nothing is noted: it locks when the fire
   * is over, so that no two doors of a lock are left open then.
   *
   * @throws VestibuleException {@code interlocked}
   */
  void pulse(DoorId door, Duration length, long now) throws VestibuleException {
    State state = free(door, now);
    if (state.fire) {
      return;
    }
    long end = now + length.toNanos();
    if (!state.pulsing || end - state.pulseEnd > 0) {
      state.pulseEnd = end;
    }
    state.pulsing = true;
  }

  /**
   * Keeps a door released for a lease, counted from now; in a fire as {@link #pulse}.
   *
   * @throws VestibuleException {@code interlocked}
   */
  void hold(DoorId door, Duration lease, long now) throws VestibuleException {
    State state = free(door, now);
    if (state.fire) {
      return;
    }
    state.held = true;
    state.holdEnd = now + lease.toNanos();
  }

  private State free(DoorId door, long now) throws VestibuleException {
    State state = doors.get(door);
    state.expire(now);
    for (DoorId other : state.door.locked()) {
      State beside = doors.get(other);
      beside.expire(now);
      if (!state.fire && (beside.released() || beside.unlocked || beside.leafOpen)) {
        throw new VestibuleException(
            "interlocked",
            "door " + door,
            "door " + other + " of the same lock is open",
            "one open door at a time",
            "Close " + other + " first.");
      }
    }
    return state;
  }

  /** Ends the pulse and the hold of a door; a fire release stays. */
  void secure(DoorId door) {
    State state = doors.get(door);
    state.pulsing = false;
    state.held = false;
  }

  /** Ends all pulses and holds, as at a start and a stop; a fire release stays. */
  void secureAll() {
    doors.keySet().forEach(this::secure);
  }

  void fire(DoorId door, boolean active) {
    doors.get(door).fire = active;
  }

  /** Notes where a leaf is. */
  void leaf(DoorId door, boolean open) {
    doors.get(door).leafOpen = open;
  }

  /** Notes what the device says of a lock. */
  void seen(DoorId door, boolean unlocked) {
    doors.get(door).unlocked = unlocked;
  }

  /** Returns what is to be done with a door's output. */
  Want want(DoorId door, long now) {
    State state = doors.get(door);
    state.expire(now);
    if (state.fire || state.held) {
      return Want.RELEASED;
    }
    return state.pulsing ? Want.LEAVE : Want.SECURE;
  }

  /** Returns whether the fire alarm releases a door. */
  boolean burns(DoorId door) {
    return doors.get(door).fire;
  }

  /** Returns for how long a door is still released; zero: it is not, or by the fire alarm only. */
  Duration left(DoorId door, long now) {
    State state = doors.get(door);
    state.expire(now);
    long pulse = state.pulsing ? state.pulseEnd - now : 0;
    long hold = state.held ? state.holdEnd - now : 0;
    return Duration.ofNanos(Math.max(pulse, hold));
  }

  /** Returns how long it is until something ends by itself. */
  Optional<Duration> untilNextEnd(long now) {
    return doors.keySet().stream()
        .map(door -> left(door, now))
        .filter(left -> !left.isZero())
        .min(Duration::compareTo);
  }
}
