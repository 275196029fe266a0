// SPDX-License-Identifier: Apache-2.0
package org.vestibule.shell.internal;

import java.time.ZoneOffset;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Permission;
import org.vestibule.api.model.ModelInfo;
import org.vestibule.api.model.ModelLibrary;

/** Shows every model pack: where it stands, who signed it, what is wrong with it. */
@Service
@Command(
    scope = "vestibule",
    name = "models",
    description = "Shows every model pack: where it stands, who signed it, what is wrong with it")
public final class ModelsCommand extends ShellAction {
  @Reference(optional = true)
  ModelLibrary library;

  /** Karaf makes one for each call. */
  public ModelsCommand() {
    super(Permission.SEE_HOUSE);
  }

  @Override
  protected Object deed() throws VestibuleException {
    ShellTable table = new ShellTable().emptyTableText("No model pack is here");
    table.column("Slot");
    table.column("Pack");
    table.column("Release").alignRight();
    table.column("State");
    table.column("Signer");
    table.column("Expires");
    table.column("In use by").alignRight();
    table.column("Problem");
    ModelLibrary here = Missing.require(library, "the model library", "models");
    for (ModelInfo model : here.models()) {
      table
          .addRow()
          .addContent(
              model.manifest().slot(),
              model.manifest().id(),
              model.manifest().release(),
              model.state(),
              model.signer().isEmpty() ? "none" : model.signer(),
              model.manifest().expires().atZone(ZoneOffset.UTC).toLocalDate(),
              model.leases(),
              model.problem());
    }
    table.print(System.out);
    if (!here.progress().isEmpty()) {
      System.out.println("Now: " + here.progress());
    }
    return null;
  }
}
