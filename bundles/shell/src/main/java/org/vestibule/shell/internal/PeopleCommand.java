// SPDX-License-Identifier: Apache-2.0
package org.vestibule.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Permission;
import org.vestibule.api.people.PeopleDirectory;
import org.vestibule.api.people.Person;

/** Shows the enrolled people and their doors; no code and no template. */
@Service
@Command(
    scope = "vestibule",
    name = "people",
    description = "Shows the enrolled people and their doors; no code and no template")
public final class PeopleCommand extends ShellAction {
  @Reference(optional = true)
  PeopleDirectory people;

  /** Karaf makes one for each call. */
  public PeopleCommand() {
    super(Permission.SEE_PEOPLE);
  }

  @Override
  protected Object deed() throws VestibuleException {
    ShellTable table = new ShellTable().emptyTableText("Nobody is enrolled");
    table.column("Person");
    table.column("Name");
    table.column("Unit");
    table.column("Doors");
    table.column("Not them").alignRight();
    PeopleDirectory here = Missing.require(people, "the people directory", "core");
    for (Person person : here.people()) {
      List<String> doors = person.doors().stream().map(door -> door.value()).sorted().toList();
      int negatives = here.negatives(person.id()).size();
      table
          .addRow()
          .addContent(
              person.id(), person.name(), person.unit(), String.join(" ", doors), negatives);
    }
    table.print(System.out);
    return null;
  }
}
