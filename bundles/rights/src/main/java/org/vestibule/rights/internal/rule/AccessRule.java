// SPDX-License-Identifier: Apache-2.0
package org.vestibule.rights.internal.rule;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.EntryMethod;

/**
 * A rule: these people may pass these doors at these times by these ways. Immutable.
 *
 * @param id its name
 * @param doors which doors
 * @param who for whom; one that fits is enough
 * @param schedule when, a schedule's name or {@link #ALWAYS}
 * @param ways by what
 * @param firstPersonIn whether it holds only after somebody has entered by another rule that day
 * @param free the schedule during which the doors stand unlocked, if they do
 */
public record AccessRule(
    String id,
    Set<DoorId> doors,
    List<Who> who,
    String schedule,
    List<Set<EntryMethod>> ways,
    boolean firstPersonIn,
    Optional<String> free) {
  /** The schedule that needs no configuration. */
  public static final String ALWAYS = "always";

  /** What counts at a door without rules; no configured rule can have this name. */
  static final String USUAL = "own doors";

  /** Copies. */
  public AccessRule {
    doors = Set.copyOf(doors);
    who = List.copyOf(who);
    ways = List.copyOf(ways);
  }

  /** Returns how it is called in a trace. */
  String label() {
    return id.equals(USUAL) ? USUAL : "rule " + id;
  }

  /** Returns whether it is for somebody, at one of its doors. */
  boolean isFor(Subject subject, DoorId door) {
    boolean own = subject.person().doors().contains(door);
    return who.stream().anyMatch(each -> (own || each.names()) && each.means(subject));
  }
}
