// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.people;

import java.time.Instant;
import java.util.Map;
import java.util.OptionalInt;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.privacy.Expiring;

/**
 * What retention does with people: whoever is gone is suspended, and whoever was suspended long
 * enough is erased. It runs with retention, which does not run by a wall clock that jumped. What
 * one run suspends the same run does not erase, unless the delay is zero.
 */
public final class SuspendedPeople implements Expiring {
  /** Erases somebody. */
  @FunctionalInterface
  public interface Eraser {
    /** Erases somebody for a reason. */
    void erase(PersonId person, String reason) throws VestibuleException;
  }

  private final HouseTenancies tenancies;
  private final Eraser eraser;

  /** Erases through this. */
  public SuspendedPeople(HouseTenancies tenancies, Eraser eraser) {
    this.tenancies = tenancies;
    this.eraser = eraser;
  }

  @Override
  public String what() {
    return "suspended people";
  }

  @Override
  public OptionalInt countBefore(Instant oldest) {
    return OptionalInt.of(tenancies.suspendedBefore(oldest).size());
  }

  @Override
  public int removeBefore(Instant oldest) throws VestibuleException {
    tenancies.suspendDue();
    int erased = 0;
    VestibuleException failure = null;
    for (Map.Entry<PersonId, String> due : tenancies.suspendedBefore(oldest).entrySet()) {
      try {
        eraser.erase(due.getKey(), due.getValue());
        erased++;
      } catch (VestibuleException e) {
        failure = e; // Each of the others is still erased.
      }
    }
    if (failure != null) {
      throw failure;
    }
    return erased;
  }
}
