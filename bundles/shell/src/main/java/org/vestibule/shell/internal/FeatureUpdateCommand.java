// SPDX-License-Identifier: Apache-2.0
package org.vestibule.shell.internal;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Permission;
import org.vestibule.api.update.FeatureUpdates;
import org.vestibule.api.update.RestartPlan;
import org.vestibule.api.update.UpdateReport;

/** Replaces a feature by a jar in the folder updates; what does not work is put back. */
@Service
@Command(
    scope = "vestibule",
    name = "feature-update",
    description =
        "Replaces a feature by a jar in the folder updates; what does not work is put back")
public final class FeatureUpdateCommand extends ShellAction {
  @Reference(optional = true)
  FeatureUpdates updates;

  @Argument(
      name = "NAME",
      description = "The feature's name, as vestibule:features shows it",
      required = true)
  @Completion(FeatureNames.class)
  String name;

  @Argument(
      index = 1,
      name = "FILE",
      description = "A jar in the folder updates; for karaf not needed",
      required = false)
  String file = "";

  @Option(
      name = "--restart",
      description = "Orders a planned restart for what cannot be replaced live")
  boolean restart;

  /** Karaf makes one for each call. */
  public FeatureUpdateCommand() {
    super(Permission.CHANGE_FEATURES);
  }

  @Override
  protected Object deed() throws VestibuleException {
    FeatureUpdates here = Missing.require(updates, "the update agent", "ota");
    if (restart) {
      RestartPlan plan = here.updateByRestart(name, file, "shell");
      System.out.println(said(plan));
      return null;
    }
    UpdateReport report = here.update(name, file, "shell");
    System.out.println(said(report));
    return null;
  }

  static String said(UpdateReport report) {
    return report.feature()
        + " "
        + report.after()
        + " runs instead of "
        + report.before()
        + "; its services were gone for "
        + report.gapMillis()
        + " ms.";
  }

  static String said(RestartPlan plan) {
    return "The gateway restarts for "
        + plan.feature()
        + " "
        + plan.after()
        + "; open visits get up to "
        + plan.withinSeconds()
        + " s.";
  }
}
