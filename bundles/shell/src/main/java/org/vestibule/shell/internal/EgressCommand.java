// SPDX-License-Identifier: Apache-2.0
package org.vestibule.shell.internal;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;
import org.vestibule.api.access.Permission;
import org.vestibule.api.egress.EgressBroker;

/** Shows what left the building, by sink and class of data. */
@Service
@Command(
    scope = "vestibule",
    name = "egress",
    description = "Shows what left the building, by sink and class of data")
public final class EgressCommand extends ShellAction {
  @Reference(optional = true)
  EgressBroker broker;

  /** Karaf makes one for each call. */
  public EgressCommand() {
    super(Permission.SEE_COMPLIANCE);
  }

  @Override
  protected Object deed() throws Exception {
    EgressBroker here = Missing.require(broker, "the egress meter", "egress");
    ShellTable table = new ShellTable().emptyTableText("Nothing was sent anywhere");
    table.column("Sink");
    table.column("Class");
    table.column("Bytes").alignRight();
    table.column("Outside");
    for (EgressBroker.Report report : here.reports()) {
      boolean outside = report.hosts().stream().anyMatch(EgressBroker.Host::outside);
      report
          .payload()
          .forEach(
              (what, bytes) ->
                  table
                      .addRow()
                      .addContent(report.sink(), what.label(), bytes, outside ? "yes" : "no"));
    }
    table.print(System.out);
    System.out.println("Counted since " + here.since());
    return null;
  }
}
