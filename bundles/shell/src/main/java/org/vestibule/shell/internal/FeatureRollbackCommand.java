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

/** Goes back to the version of a feature before its last update. */
@Service
@Command(
    scope = "vestibule",
    name = "feature-rollback",
    description = "Goes back to the version of a feature before its last update")
public final class FeatureRollbackCommand extends ShellAction {
  @Reference(optional = true)
  FeatureUpdates updates;

  @Argument(
      name = "NAME",
      description = "The feature's name, as vestibule:features shows it",
      required = true)
  @Completion(FeatureNames.class)
  String name;

  @Option(
      name = "--restart",
      description = "Orders a planned restart for what cannot be replaced live")
  boolean restart;

  /** Karaf makes one for each call. */
  public FeatureRollbackCommand() {
    super(Permission.CHANGE_FEATURES);
  }

  @Override
  protected Object deed() throws VestibuleException {
    FeatureUpdates here = Missing.require(updates, "the update agent", "ota");
    System.out.println(
        restart
            ? FeatureUpdateCommand.said(here.rollBackByRestart(name, "shell"))
            : FeatureUpdateCommand.said(here.rollBack(name, "shell")));
    return null;
  }
}
