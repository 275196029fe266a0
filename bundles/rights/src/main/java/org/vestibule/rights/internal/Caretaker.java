// SPDX-License-Identifier: Apache-2.0
package org.vestibule.rights.internal;

import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.vestibule.api.people.PeopleListener;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.Status.Cause;
import org.vestibule.api.status.StatusHolder;
import org.vestibule.api.status.StatusSource;

/** Keeps memory and disk together once a second, follows people, and says how it is. */
@Component(
    service = {StatusSource.class, PeopleListener.class},
    immediate = true)
public final class Caretaker implements StatusSource, PeopleListener {
  private static final int ROUND_MS = 1000;

  private final RightsHouse house;
  private final StatusHolder status = new StatusHolder(Status.starting("The rules are being read"));

  /** Begins its rounds. */
  @Activate
  public Caretaker(@Reference RightsHouse house) {
    this.house = house;
    house.scribe.every(house.memory::round, ROUND_MS);
  }

  @Override
  public void changed(PersonId person) {
    house.memory.peopleChanged();
  }

  @Override
  public String name() {
    return "rights";
  }

  @Override
  public Status status() {
    status.set(now());
    return status.get();
  }

  private Status now() {
    List<String> problems = house.problems();
    if (!problems.isEmpty()) {
      return Status.degraded(Cause.CONFIGURATION, problems.get(0));
    }
    if (!house.memory.looked()) {
      return Status.starting("The rules are being read");
    }
    if (house.memory.problem().isPresent()) {
      return Status.degraded(Cause.STORAGE, house.memory.problem().get().getMessage());
    }
    if (!house.memory.loaded()) {
      return Status.degraded(
          Cause.DEPENDENCY,
          "The vault is locked: codes, groups and passes count again when it is opened");
    }
    if (!house.memory.roll().known()) {
      return Status.degraded(
          Cause.DEPENDENCY, "Nobody is let in: the people's directory is not there");
    }
    return Status.ready(
        house.rules.book().rules().size()
            + " rules, "
            + house.rules.book().timetables().size()
            + " schedules, "
            + house.codes.people().size()
            + " codes, "
            + house.passes.all().size()
            + " passes");
  }
}
