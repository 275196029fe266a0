// SPDX-License-Identifier: Apache-2.0
package org.vestibule.shell.internal;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Permission;
import org.vestibule.api.visit.VisitId;
import org.vestibule.api.visit.Visits;

/** Notes that the face in a visit was taken for somebody whom it does not belong to. */
@Service
@Command(
    scope = "vestibule",
    name = "not-this-person",
    description = "Notes that the face in a visit was taken for somebody whom it is not")
public final class NotThisPersonCommand extends ShellAction {
  @Reference(optional = true)
  Visits visits;

  @Argument(
      name = "VISIT",
      description = "The visit, as vestibule:visits shows it",
      required = true)
  @Completion(VisitNames.class)
  String visit;

  /** Karaf makes one for each call. */
  public NotThisPersonCommand() {
    super(Permission.CORRECT);
  }

  @Override
  protected Object deed() throws VestibuleException {
    Visits here = Missing.require(visits, "the visits", "core");
    here.notThisPerson(id(), "shell");
    System.out.println("The face in " + visit + " is no longer taken for that person.");
    return null;
  }

  private VisitId id() throws VestibuleException {
    try {
      return new VisitId(visit);
    } catch (IllegalArgumentException e) {
      throw new VestibuleException(
          "unknown-visit",
          "VISIT",
          "no name of a visit",
          "a visit as vestibule:visits shows it",
          "Choose one of the visits that vestibule:visits shows.");
    }
  }
}
