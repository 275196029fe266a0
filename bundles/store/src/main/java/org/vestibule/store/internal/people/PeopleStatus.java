// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.people;

import java.util.Optional;
import java.util.function.IntSupplier;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.StatusSource;

/** Whether the people can be found. Thread-safe. */
public final class PeopleStatus implements StatusSource {
  private final Roster roster;
  private final IntSupplier unfinished;

  /**
   * @param unfinished how many erasures wait for something
   */
  public PeopleStatus(Roster roster, IntSupplier unfinished) {
    this.roster = roster;
    this.unfinished = unfinished;
  }

  @Override
  public String name() {
    return "people";
  }

  @Override
  public Status status() {
    if (!roster.open()) {
      return Status.degraded(
          Status.Cause.CREDENTIALS,
          "The vault is locked: nobody is recognised and every visitor rings. Open it");
    }
    Optional<String> failure = roster.failure();
    if (failure.isPresent()) {
      return Status.unavailable(
          Status.Cause.STORAGE,
          "The people could not be read (" + failure.get() + "): every visitor rings");
    }
    if (roster.unreadable() > 0) {
      return Status.degraded(
          Status.Cause.STORAGE,
          roster.unreadable() + " rows of people do not open; enrol those anew who are missing");
    }
    if (unfinished.getAsInt() > 0) {
      return Status.degraded(
          Status.Cause.DEPENDENCY,
          unfinished.getAsInt() + " erasures took effect and have no proof yet; they go on");
    }
    return Status.ready(roster.all().size() + " people, sealed");
  }
}
