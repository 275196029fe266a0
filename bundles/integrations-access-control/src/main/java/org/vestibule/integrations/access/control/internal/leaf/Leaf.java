// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.leaf;

import java.util.Collections;
import java.util.EnumSet;
import java.util.OptionalLong;
import java.util.Set;
import org.vestibule.api.door.DoorAlarm;
import org.vestibule.api.door.DoorContact;
import org.vestibule.api.door.DoorSignal;

/**
 * One door's leaf as a state machine: when it was forced, and when it is held open. A leaf may open
 * while there is a cause: an order on its way, its pulse, a hold, an unlocked lock, a request to
 * exit, a fire release, and a grace after the end of each. A cause that is heard of within the same
 * grace after the opening counts as well, for lines are polled one after the other.
 *
 * <p>Every time is handed in, on {@link System#nanoTime()}; what is due before it is done first.
 * Not thread-safe.
 */
final class Leaf {
  /** Is told what happens, at once and in order. */
  interface Told {
    /** The leaf moved, or nobody can tell any more. */
    void moved(DoorContact before, DoorContact after);

    /** An alarm stands from now on. */
    void raised(DoorAlarm alarm, String sentence);

    /** An alarm is over. */
    void cleared(DoorAlarm alarm);

    /** Somebody inside wants out. */
    void exitRequested();
  }

  private final Told told;
  private final Inputs inputs = new Inputs();
  private final Opening opening;
  private final Set<DoorAlarm> alarms = EnumSet.noneOf(DoorAlarm.class);
  private LeafRules rules;
  private DoorContact contact = DoorContact.UNKNOWN;

  /** Goes on where {@code kept} ended; what stood then is not told again. */
  Leaf(LeafRules rules, KeptLeaf kept, long now, Told told) {
    this.rules = rules;
    this.told = told;
    inputs.restore(kept.active());
    alarms.addAll(kept.alarms());
    opening = new Opening(kept);
    stand(now);
  }

  KeptLeaf keep() {
    return opening.keep(alarms, inputs.lasting());
  }

  DoorContact contact() {
    return contact;
  }

  Set<DoorAlarm> alarms() {
    return Collections.unmodifiableSet(alarms);
  }

  /** Returns whether a fire alarm releases the door. */
  boolean fire() {
    return inputs.active(DoorSignal.FIRE_RELEASE);
  }

  /** Takes other rules, and forgets the devices that are gone: they may have been taken away. */
  void rules(LeafRules next, long at) {
    tick(at);
    rules = next;
    inputs.forgetGone();
    look(at);
    if (next.heldOpen().isZero()) {
      clear(DoorAlarm.HELD_OPEN);
    }
  }

  /** Notes what a device says; returns whether there was room for it. */
  boolean input(String source, DoorSignal signal, boolean active, long at) {
    tick(at);
    boolean requested = inputs.active(DoorSignal.EXIT_REQUEST);
    if (!inputs.say(source, signal, active)) {
      return false;
    }
    if (inputs.active(DoorSignal.EXIT_REQUEST) != requested) {
      // Also at its end: a sensor that still saw somebody lets them go through.
      letThrough(at, at + rules.exit().toNanos());
      if (!requested) {
        told.exitRequested();
      }
    }
    look(at);
    return true;
  }

  /** Forgets a device. */
  void gone(String source, long at) {
    tick(at);
    inputs.gone(source);
    look(at);
  }

  /** There is a cause to open until then, and its grace. */
  void letThrough(long at, long until) {
    tick(at);
    opening.letThrough(until);
  }

  /** The door is held open on purpose, or no longer. */
  void held(boolean now, long at) {
    tick(at);
    if (opening.hold(now)) {
      excuse(at);
    }
  }

  /** The lock was found free, or locked. */
  void lock(boolean free, long at) {
    tick(at);
    if (opening.lock(free)) {
      letThrough(at, at);
    }
  }

  /** Does what is due. */
  void tick(long now) {
    if (opening.forced(now)) {
      raise(
          DoorAlarm.FORCED_OPEN, rules.title() + " was opened, and nobody had been let in or out");
      if (contact == DoorContact.CLOSED) {
        clear(DoorAlarm.FORCED_OPEN);
      }
    }
    OptionalLong heldDue = heldDue();
    if (heldDue.isPresent() && now - heldDue.getAsLong() >= 0) {
      raise(
          DoorAlarm.HELD_OPEN,
          rules.title()
              + " stands open for longer than "
              + rules.heldOpen().toMillis()
              + " ms"
              + (contact == DoorContact.OPEN ? "" : ", as far as anybody knows"));
    }
  }

  /** Returns when {@link #tick} has something to do. */
  OptionalLong due() {
    OptionalLong held = heldDue();
    OptionalLong forced = opening.forcedDue();
    if (held.isEmpty() || forced.isEmpty()) {
      return held.isPresent() ? held : forced;
    }
    return held.getAsLong() - forced.getAsLong() < 0 ? held : forced;
  }

  private OptionalLong heldDue() {
    return alarms.contains(DoorAlarm.HELD_OPEN)
        ? OptionalLong.empty()
        : opening.heldOpenDue(rules.heldOpen());
  }

  /** Compares what the inputs say with what is known. */
  private void look(long at) {
    alarm(DoorAlarm.TAMPER, DoorSignal.TAMPER, "A case at " + rules.title() + " is open");
    alarm(
        DoorAlarm.POWER,
        DoorSignal.POWER_LOST,
        "A device at " + rules.title() + " runs on its battery");
    boolean fireKnown = alarms.contains(DoorAlarm.FIRE_RELEASE);
    if (fire() != fireKnown) {
      alarm(
          DoorAlarm.FIRE_RELEASE,
          DoorSignal.FIRE_RELEASE,
          "The fire alarm released " + rules.title());
      excuse(at);
    }
    DoorContact now = inputs.contact();
    if (now != contact) {
      move(now, at);
    }
  }

  private void move(DoorContact now, long at) {
    DoorContact before = contact;
    contact = now;
    told.moved(before, now);
    if (now == DoorContact.OPEN) {
      // From unknown it opened nobody knows when: that is no forced door.
      if (before == DoorContact.CLOSED && !free(at)) {
        opening.unexplained(at + rules.forcedGrace().toNanos());
      }
      opening.opened();
      stand(at);
      tick(at);
    } else if (now == DoorContact.CLOSED) {
      opening.closed();
      clear(DoorAlarm.FORCED_OPEN);
      clear(DoorAlarm.HELD_OPEN);
    }
    // Unknown: an open leaf whose line was cut is still an open leaf.
  }

  private boolean free(long at) {
    return fire()
        || inputs.active(DoorSignal.EXIT_REQUEST)
        || opening.free(at, rules.forcedGrace());
  }

  /** A hold or a fire release begins or ends. */
  private void excuse(long at) {
    letThrough(at, at);
    stand(at);
  }

  private void stand(long at) {
    boolean exempt = opening.held() || fire();
    opening.stand(at, exempt);
    if (exempt) {
      clear(DoorAlarm.HELD_OPEN);
    }
  }

  private void alarm(DoorAlarm alarm, DoorSignal signal, String sentence) {
    if (inputs.active(signal)) {
      raise(alarm, sentence);
    } else {
      clear(alarm);
    }
  }

  private void raise(DoorAlarm alarm, String sentence) {
    if (alarms.add(alarm)) {
      told.raised(alarm, sentence);
    }
  }

  private void clear(DoorAlarm alarm) {
    if (alarms.remove(alarm)) {
      told.cleared(alarm);
    }
  }
}
