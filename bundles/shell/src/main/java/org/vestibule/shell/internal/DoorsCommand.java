// SPDX-License-Identifier: Apache-2.0
package org.vestibule.shell.internal;

import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Permission;
import org.vestibule.api.door.DoorAlarm;
import org.vestibule.api.door.DoorController;
import org.vestibule.api.door.DoorInfo;

/** Shows the doors and the state of their locks. */
@Service
@Command(
    scope = "vestibule",
    name = "doors",
    description = "Shows the doors and the state of their locks")
public final class DoorsCommand extends ShellAction {
  @Reference(optional = true)
  DoorController doors;

  /** Karaf makes one for each call. */
  public DoorsCommand() {
    super(Permission.SEE_HOUSE);
  }

  @Override
  protected Object deed() throws VestibuleException {
    ShellTable table = new ShellTable().emptyTableText("No door is configured");
    table.column("Door");
    table.column("Title");
    table.column("Driven by");
    table.column("Lock");
    table.column("Leaf");
    table.column("Alarms");
    for (DoorInfo door :
        Missing.require(doors, "the door control", "integrations-access-control").doors()) {
      String alarms =
          door.alarms().stream().map(DoorAlarm::label).sorted().collect(Collectors.joining(", "));
      table
          .addRow()
          .addContent(
              door.id(), door.title(), door.actuator(), door.state(), door.contact(), alarms);
    }
    table.print(System.out);
    return null;
  }
}
