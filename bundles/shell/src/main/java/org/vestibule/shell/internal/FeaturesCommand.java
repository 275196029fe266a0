// SPDX-License-Identifier: Apache-2.0
package org.vestibule.shell.internal;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Permission;
import org.vestibule.api.update.FeatureInfo;
import org.vestibule.api.update.FeatureUpdates;

/** Shows every feature, its versions, and whether it can be replaced live. */
@Service
@Command(
    scope = "vestibule",
    name = "features",
    description = "Shows every feature, its versions, and whether it can be replaced live")
public final class FeaturesCommand extends ShellAction {
  @Reference(optional = true)
  FeatureUpdates updates;

  /** Karaf makes one for each call. */
  public FeaturesCommand() {
    super(Permission.SEE_HOUSE);
  }

  @Override
  protected Object deed() throws VestibuleException {
    FeatureUpdates here = Missing.require(updates, "the update agent", "ota");
    ShellTable table = new ShellTable().emptyTableText("No feature is known");
    table.column("Feature");
    table.column("Installed");
    table.column("Available");
    table.column("Back to");
    table.column("State");
    table.column("Live");
    for (FeatureInfo feature : here.features()) {
      table
          .addRow()
          .addContent(
              feature.name(),
              feature.installed(),
              String.join(" ", feature.available()),
              feature.former(),
              feature.state(),
              feature.live() ? "yes" : "no: " + feature.restart());
    }
    table.print(System.out);
    if (!here.progress().isEmpty()) {
      System.out.println(here.progress() + " ...");
    }
    return null;
  }
}
