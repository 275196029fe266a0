// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.leaf;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.vestibule.api.door.DoorAlarm;
import org.vestibule.api.door.DoorSignal;

/**
 * The times of one leaf: since when it stands open, until when it may open, and when an opening for
 * which there was no cause becomes an alarm. Not thread-safe.
 */
final class Opening {
  private boolean open;
  private boolean held;
  private boolean lockFree;
  private OptionalLong standsFrom;
  private OptionalLong forcedDue;
  private OptionalLong freeUntil;

  /** Goes on where {@code kept} ended; whoever held the door is gone. */
  Opening(KeptLeaf kept) {
    open = kept.open();
    standsFrom = kept.standsFrom();
    forcedDue = kept.forcedDue();
    freeUntil = kept.freeUntil();
  }

  KeptLeaf keep(Set<DoorAlarm> alarms, Map<DoorSignal, Set<String>> active) {
    return new KeptLeaf(open, standsFrom, forcedDue, freeUntil, alarms, active);
  }

  /** There is a cause to open until then; it counts for a leaf that was quicker than its cause. */
  void letThrough(long until) {
    forcedDue = OptionalLong.empty();
    if (freeUntil.isEmpty() || until - freeUntil.getAsLong() > 0) {
      freeUntil = OptionalLong.of(until);
    }
  }

  /** The door is held on purpose, or no longer; returns whether that is new. */
  boolean hold(boolean now) {
    boolean changed = held != now;
    held = now;
    return changed;
  }

  /** The lock was found free, or locked; returns whether that is new. */
  boolean lock(boolean free) {
    boolean changed = lockFree != free;
    lockFree = free;
    return changed;
  }

  boolean held() {
    return held;
  }

  /** Returns whether the leaf may open at {@code at}, requests to exit and fires left aside. */
  boolean free(long at, Duration grace) {
    return held
        || lockFree
        || (freeUntil.isPresent() && at - freeUntil.getAsLong() <= grace.toNanos());
  }

  /** The leaf opened for nobody: unless a cause is heard of until then it was forced. */
  void unexplained(long due) {
    if (forcedDue.isEmpty()) {
      forcedDue = OptionalLong.of(due);
    }
  }

  void opened() {
    open = true;
  }

  /** The leaf closed. An opening that waits for its cause keeps waiting: thieves shut doors. */
  void closed() {
    open = false;
    standsFrom = OptionalLong.empty();
  }

  /** Begins to count, or stops while the leaf may stand open. */
  void stand(long at, boolean exempt) {
    if (exempt) {
      standsFrom = OptionalLong.empty();
    } else if (open && standsFrom.isEmpty()) {
      standsFrom = OptionalLong.of(at);
    }
  }

  /** Returns whether the leaf was forced, once. */
  boolean forced(long now) {
    boolean forced = forcedDue.isPresent() && now - forcedDue.getAsLong() >= 0;
    if (forced) {
      forcedDue = OptionalLong.empty();
    }
    return forced;
  }

  /** Returns when the leaf will have been open for {@code most}, if it is counted. */
  OptionalLong heldOpenDue(Duration most) {
    return standsFrom.isEmpty() || most.isZero()
        ? OptionalLong.empty()
        : OptionalLong.of(standsFrom.getAsLong() + most.toNanos());
  }

  OptionalLong forcedDue() {
    return forcedDue;
  }
}
