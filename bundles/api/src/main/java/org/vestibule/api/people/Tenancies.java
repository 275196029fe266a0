// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.people;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;
import org.vestibule.api.VestibuleException;

/**
 * Who still lives here. Whoever moved out is suspended, which ends every way in, and erased after
 * the delay of the site's profile; until then it can be undone. Thread-safe.
 */
@ProviderType
public interface Tenancies {
  /**
   * Sets the last day of a tenancy, or none.
   *
   * @throws VestibuleException {@code unknown-person}, {@code audit-*}, {@code storage-*}
   */
  void endsOn(PersonId person, Optional<LocalDate> lastDay) throws VestibuleException;

  /**
   * Suspends somebody now.
   *
   * @param why kebab-case, for example {@code moved-out}
   * @throws VestibuleException {@code unknown-person}, {@code storage-*}
   */
  void suspend(PersonId person, String why) throws VestibuleException;

  /**
   * Undoes a suspension.
   *
   * @throws VestibuleException {@code unknown-person}, {@code not-suspended}, {@code audit-*},
   *     {@code storage-*}
   */
  void resume(PersonId person) throws VestibuleException;

  /**
   * Takes the landlord's list of the people who live here: everyone else is suspended.
   *
   * @param present all of them
   * @param mostLeaving refuses a list from which more than so many would be missing: it may be cut
   * @return who was suspended by it
   * @throws VestibuleException {@code feed-suspicious}, {@code storage-*}
   */
  List<PersonId> present(Set<PersonId> present, int mostLeaving) throws VestibuleException;

  /**
   * Returns everyone's tenancy, by id.
   *
   * @throws VestibuleException {@code vault-locked}
   */
  List<Tenancy> tenancies() throws VestibuleException;

  /**
   * How long somebody is here.
   *
   * @param lastDay the last day of the tenancy, if it has one
   * @param lastSeen when a door last opened for them, to the day
   * @param suspended since when, and why
   * @param erasedAfter when they will be erased, if nobody undoes it
   */
  record Tenancy(
      PersonId person,
      Optional<LocalDate> lastDay,
      Optional<LocalDate> lastSeen,
      Optional<Suspension> suspended,
      Optional<Instant> erasedAfter) {}

  /** A suspension. */
  record Suspension(Instant since, String why) {}
}
