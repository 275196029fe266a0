// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.door;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vestibule.api.people.PersonId;

/**
 * Whether somebody may pass a door at a moment, and why: every rule that was looked at, in order.
 */
public sealed interface Entitlement {
  /** Returns what was looked at, the deciding one last. */
  List<Step> trace();

  /**
   * They may.
   *
   * @param person for whom the door opens; with a pass, whoever issued it
   * @param by what was shown and counts
   * @param pass the pass, if one was shown
   * @param duress whether a person asks for help by the way in which they entered; nobody at the
   *     door may be able to see it
   * @param trace what was looked at
   */
  record Granted(
      PersonId person, Set<EntryMethod> by, Optional<String> pass, boolean duress, List<Step> trace)
      implements Entitlement {
    /** Copies. */
    public Granted {
      by = Set.copyOf(by);
      trace = List.copyOf(trace);
    }
  }

  /**
   * Not yet: one of these would be enough.
   *
   * @param missing what is still to be shown, each set one way; the easiest first
   * @param trace what was looked at
   */
  record MoreNeeded(List<Set<EntryMethod>> missing, List<Step> trace) implements Entitlement {
    /** Copies. */
    public MoreNeeded {
      missing = missing.stream().map(Set::copyOf).toList();
      trace = List.copyOf(trace);
    }
  }

  /**
   * They may not.
   *
   * @param code stable: {@code no-right}, {@code out-of-schedule}, {@code locked-out}, {@code
   *     passed-back}, {@code first-person-awaited}, {@code pass-unknown}, {@code pass-early},
   *     {@code pass-late}, {@code pass-used}, {@code pass-revoked}, {@code rights-unknown}
   * @param sentence why, for people
   * @param from when it would be allowed, where a schedule or a pass says so
   * @param trace what was looked at
   */
  record Refused(String code, String sentence, Optional<Instant> from, List<Step> trace)
      implements Entitlement {
    /** Copies. */
    public Refused {
      trace = List.copyOf(trace);
    }
  }

  /**
   * One rule that was looked at.
   *
   * @param rule its name, for example {@code schedule office-hours}
   * @param holds whether it speaks for opening
   * @param sentence what was found
   */
  record Step(String rule, boolean holds, String sentence) {}
}
