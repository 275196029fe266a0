// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.rights;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.EntryMethod;
import org.vestibule.api.people.PersonId;

/**
 * Where rights are given and taken. What is given by a configuration file (rules, schedules) is
 * only shown here. Every change is audited and on the disk when a method returns. Thread-safe.
 */
@ProviderType
public interface RightsDesk {
  /** Returns all passes of the last 90 days, newest first. */
  List<Pass> passes();

  /**
   * Gives a pass. Its secret is returned this once and kept only as a hash.
   *
   * @throws VestibuleException {@code unknown-person}, {@code pass-invalid} (times, uses, label),
   *     {@code pass-beyond-host} (a door that the host may not open), {@code too-many-passes},
   *     {@code vault-locked}, {@code storage-*}, {@code audit-*}
   */
  IssuedPass issue(PassWish wish) throws VestibuleException;

  /**
   * Ends a pass.
   *
   * @throws VestibuleException {@code unknown-pass}, {@code storage-*}, {@code audit-*}
   */
  void revoke(String pass) throws VestibuleException;

  /**
   * Sets a person's code for step-up, at least as long as the configuration says. The same code
   * with its last digit raised by one (9 becomes 0) asks for help.
   *
   * @param code digits; the caller overwrites it
   * @throws VestibuleException {@code unknown-person}, {@code code-weak}, {@code vault-locked},
   *     {@code storage-*}, {@code audit-*}
   */
  void setCode(PersonId person, char[] code) throws VestibuleException;

  /**
   * Removes a person's code; returns whether there was one.
   *
   * @throws VestibuleException {@code storage-*}, {@code audit-*}
   */
  boolean clearCode(PersonId person) throws VestibuleException;

  /** Returns the people who have a code. */
  Set<PersonId> withCode();

  /** Returns the groups with their members. */
  Map<String, Set<PersonId>> groups();

  /**
   * Adds a person to a group, which is made by its first member.
   *
   * @throws VestibuleException {@code unknown-person}, {@code group-invalid}, {@code vault-locked},
   *     {@code storage-*}, {@code audit-*}
   */
  void join(String group, PersonId person) throws VestibuleException;

  /**
   * Removes a person from a group; returns whether they were in it.
   *
   * @throws VestibuleException {@code storage-*}, {@code audit-*}
   */
  boolean leave(String group, PersonId person) throws VestibuleException;

  /** Returns the rules as they are configured, by name. */
  List<Rule> rules();

  /** Returns the schedules as they are configured, by name. */
  List<Schedule> schedules();

  /**
   * Forgets where a person is, for anti-passback: they went out by another way.
   *
   * @throws VestibuleException {@code unknown-person}, {@code vault-locked}, {@code storage-*},
   *     {@code audit-*}
   */
  void forgive(PersonId person) throws VestibuleException;

  /**
   * A pass with its secret.
   *
   * @param number what is entered at a keypad, digits
   * @param picture what its QR code carries, at most 32 characters
   */
  record IssuedPass(Pass pass, String number, String picture) {
    @Override
    public String toString() {
      return "IssuedPass[" + pass.id() + ", ***]";
    }
  }

  /**
   * A rule.
   *
   * @param id its name
   * @param doors which doors
   * @param who for whom, in the words of the configuration, for example {@code unit:12}
   * @param schedule when, a schedule's name or {@code always}
   * @param ways each one a set of methods of which all must be shown
   */
  record Rule(
      String id,
      Set<DoorId> doors,
      List<String> who,
      String schedule,
      List<Set<EntryMethod>> ways) {}

  /**
   * A schedule.
   *
   * @param id its name
   * @param open whether it holds now
   * @param changes when that changes next, if it does within a year
   * @param sentence for people, for example {@code Mon-Fri 08:00-18:00}
   */
  record Schedule(String id, boolean open, Optional<Instant> changes, String sentence) {}
}
