// SPDX-License-Identifier: Apache-2.0
package org.vestibule.shell.internal;

import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.model.ModelInfo;
import org.vestibule.api.model.ModelLibrary;

/** Shows every model pack, serving or not. */
@Service
@Command(
    scope = "vestibule",
    name = "models",
    description = "Shows every model pack, serving or not")
public final class ModelsCommand implements Action {
  @Reference(optional = true)
  ModelLibrary library;

  @Override
  public Object execute() throws VestibuleException {
    ShellTable table = new ShellTable().emptyTableText("No model pack is here");
    table.column("Slot");
    table.column("Pack");
    table.column("Version");
    table.column("Serving");
    table.column("In use by");
    table.column("Problem");
    for (ModelInfo model : Missing.require(library, "the model library", "models").models()) {
      table
          .addRow()
          .addContent(
              model.manifest().slot(),
              model.manifest().name(),
              model.manifest().version(),
              model.serving() ? "yes" : "no",
              model.leases(),
              model.problem());
    }
    table.print(System.out);
    return null;
  }
}
