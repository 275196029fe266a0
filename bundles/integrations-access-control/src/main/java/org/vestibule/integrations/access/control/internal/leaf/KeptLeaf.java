// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.leaf;

import java.util.EnumSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongUnaryOperator;
import org.vestibule.api.door.DoorAlarm;
import org.vestibule.api.door.DoorSignal;

/**
 * What of one leaf outlives a restart. Times are on {@link System#nanoTime()}.
 *
 * @param open whether it was open when last heard of
 * @param standsFrom since when it stands open and may not for long
 * @param forcedDue when its opening becomes an alarm unless a cause is heard of
 * @param freeUntil until when it may open because of something that is over
 * @param alarms what stands
 * @param active which devices said what of a case, the mains and a fire
 */
record KeptLeaf(
    boolean open,
    OptionalLong standsFrom,
    OptionalLong forcedDue,
    OptionalLong freeUntil,
    Set<DoorAlarm> alarms,
    Map<DoorSignal, Set<String>> active) {
  /** What is known of a door that was never heard of. */
  static final KeptLeaf NOTHING =
      new KeptLeaf(
          false,
          OptionalLong.empty(),
          OptionalLong.empty(),
          OptionalLong.empty(),
          Set.of(),
          Map.of());

  /** Copies. */
  KeptLeaf {
    alarms = alarms.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(alarms));
    active = Map.copyOf(active);
  }

  /** Returns the same on another clock. */
  KeptLeaf on(LongUnaryOperator clock) {
    return new KeptLeaf(
        open, map(standsFrom, clock), map(forcedDue, clock), map(freeUntil, clock), alarms, active);
  }

  private static OptionalLong map(OptionalLong nanos, LongUnaryOperator clock) {
    return nanos.isEmpty() ? nanos : OptionalLong.of(clock.applyAsLong(nanos.getAsLong()));
  }
}
