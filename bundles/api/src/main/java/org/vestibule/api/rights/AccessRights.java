// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.rights;

import java.time.Instant;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.door.Entitlement;
import org.vestibule.api.people.PersonId;

/**
 * Who may pass which door when, by what. Works from memory: no call waits for the network, and none
 * for a disk but {@link #reserve} with a pass, for a moment. Thread-safe.
 */
@ProviderType
public interface AccessRights {
  /** Judges a request: same state, same answer; changes nothing. */
  Entitlement judge(AccessRequest request);

  /**
   * Looks at a number that somebody entered, or that a pass's picture carries. In constant time for
   * one person; wrong ones count, and after too many everything that is entered at this door, or
   * for this person, is refused for a while.
   *
   * @param person whose code it must be; empty: a pass, or a unit and a code divided by {@code *}
   *     or {@code #}, for example {@code 12*4711}
   * @param entered 1 to 64 characters; a secret: never logged
   */
  CodeAnswer check(DoorId door, Optional<PersonId> person, String entered, Instant at);

  /**
   * Judges again, and takes what the way in uses up, for one order: one use of a pass. Exactly one
   * of two that want the last use gets it. A use is on the disk before this grants it, so that a
   * crash gives none back: where it is not there since the pass was shown, this waits for it, 50 ms
   * at most, and refuses with {@code rights-unknown} after that.
   *
   * @param order the id of the order that will be given
   */
  Entitlement reserve(String order, AccessRequest request);

  /**
   * Says how an order ended: only a door that opened, or of which nobody knows, uses a pass up, and
   * moves the person for anti-passback and as first person in. An order that is not known is
   * ignored.
   */
  void settle(String order, DoorOutcome outcome);

  /** What a number that was entered is. */
  sealed interface CodeAnswer {
    /**
     * The person's code.
     *
     * @param duress whether it is the one that asks for help
     */
    record Code(PersonId person, boolean duress) implements CodeAnswer {}

    /** A pass that is known; whether it holds now says {@link #judge}. */
    record PassShown(String pass) implements CodeAnswer {}

    /**
     * Nothing that is known.
     *
     * @param left how many more tries there are
     */
    record Wrong(int left) implements CodeAnswer {}

    /** Not looked at: too many wrong ones. */
    record LockedOut(Instant until) implements CodeAnswer {}

    /** Not looked at: what it would be compared with cannot be read now. */
    record Unavailable(VestibuleException why) implements CodeAnswer {}
  }
}
