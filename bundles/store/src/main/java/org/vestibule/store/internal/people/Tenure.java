// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.people;

import java.time.LocalDate;
import java.util.Optional;
import org.vestibule.api.people.Tenancies.Suspension;

/**
 * How long somebody is here.
 *
 * @param since the day on which they were first known here
 * @param lastDay the last day of the tenancy
 * @param lastSeen when a door last opened for them
 * @param suspended since when, and why
 */
record Tenure(
    LocalDate since,
    Optional<LocalDate> lastDay,
    Optional<LocalDate> lastSeen,
    Optional<Suspension> suspended) {

  /** Returns the day from which inactivity counts. */
  LocalDate active() {
    return lastSeen.filter(seen -> seen.isAfter(since)).orElse(since);
  }

  /** Returns whether the tenancy is over. */
  boolean over(LocalDate today) {
    return lastDay.filter(today::isAfter).isPresent();
  }
}
