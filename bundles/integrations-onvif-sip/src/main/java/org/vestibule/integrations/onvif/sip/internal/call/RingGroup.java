// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.call;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Phones that ring together or one after the other. Immutable.
 *
 * @param name its name
 * @param units for whom it is rung; empty: for whomever no other group and no phone is
 * @param members its phones, by user, in the order in which they ring
 * @param inTurn whether one rings after the other, and not all at once
 * @param each for how long all ring, or each in turn
 * @param hours when it is rung at all
 * @param next the group that is rung when nobody answers, or outside its hours
 */
record RingGroup(
    String name,
    Set<String> units,
    List<String> members,
    boolean inTurn,
    Duration each,
    RingHours hours,
    Optional<String> next) {
  /** Takes what is for the manager of the house. */
  static final String MANAGER = "manager";

  /** Copies. */
  RingGroup {
    units = Set.copyOf(units);
    members = List.copyOf(members);
  }

  /** Returns whether it is for a unit; people write {@code 4a} as they like. */
  boolean names(String unit) {
    return units.stream().anyMatch(unit::equalsIgnoreCase);
  }

  /** Returns whether it is for whomever nobody else is for. */
  boolean forTheRest() {
    return units.isEmpty() && !name.equals(MANAGER);
  }
}
