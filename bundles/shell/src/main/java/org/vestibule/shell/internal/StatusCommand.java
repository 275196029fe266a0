// SPDX-License-Identifier: Apache-2.0
package org.vestibule.shell.internal;

import java.util.Map;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Permission;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.StatusBoard;

/** Shows how every part of the gateway is, and why. */
@Service
@Command(
    scope = "vestibule",
    name = "status",
    description = "Shows how every part of the gateway is, and why")
public final class StatusCommand extends ShellAction {
  @Reference(optional = true)
  StatusBoard board;

  /** Karaf makes one for each call. */
  public StatusCommand() {
    super(Permission.SEE_HOUSE);
  }

  @Override
  protected Object deed() throws VestibuleException {
    ShellTable table = new ShellTable().emptyTableText("Nothing reports a status");
    table.column("Part");
    table.column("State");
    table.column("Cause");
    table.column("Since");
    table.column("In words");
    StatusBoard here = Missing.require(board, "the status board", "core");
    for (Map.Entry<String, Status> entry : here.all().entrySet()) {
      Status status = entry.getValue();
      table
          .addRow()
          .addContent(
              entry.getKey(), status.state(), status.cause(), status.since(), status.sentence());
    }
    table.print(System.out);
    System.out.println(here.ready() ? "The gateway is ready." : "The gateway is not ready.");
    return null;
  }
}
