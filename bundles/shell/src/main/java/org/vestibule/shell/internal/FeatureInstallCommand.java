// SPDX-License-Identifier: Apache-2.0
package org.vestibule.shell.internal;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Permission;
import org.vestibule.api.update.FeatureUpdates;
import org.vestibule.api.update.UpdateReport;

/** Installs a feature. */
@Service
@Command(scope = "vestibule", name = "feature-install", description = "Installs a feature")
public final class FeatureInstallCommand extends ShellAction {
  @Reference(optional = true)
  FeatureUpdates updates;

  @Argument(
      name = "NAME",
      description = "The feature's name, as vestibule:features shows it",
      required = true)
  @Completion(FeatureNames.class)
  String name;

  /** Karaf makes one for each call. */
  public FeatureInstallCommand() {
    super(Permission.CHANGE_FEATURES);
  }

  @Override
  protected Object deed() throws VestibuleException {
    FeatureUpdates here = Missing.require(updates, "the update agent", "ota");
    UpdateReport report = here.install(name, "shell");
    System.out.println(report.feature() + " " + report.after() + " is installed.");
    return null;
  }
}
