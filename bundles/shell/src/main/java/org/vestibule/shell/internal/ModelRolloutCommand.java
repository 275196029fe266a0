// SPDX-License-Identifier: Apache-2.0
package org.vestibule.shell.internal;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Permission;
import org.vestibule.api.model.ModelLibrary;
import org.vestibule.api.model.ModelManifest;

/** Begins a roll-out: shadow, canary, watch, each step taken by itself. */
@Service
@Command(
    scope = "vestibule",
    name = "model-rollout",
    description = "Begins a roll-out: shadow, canary, watch, each step taken by itself")
public final class ModelRolloutCommand extends ShellAction {
  @Reference(optional = true)
  ModelLibrary library;

  @Argument(
      name = "PACK",
      description = "The pack's name, or name@version, as vestibule:models shows it",
      required = true)
  @Completion(ModelNames.class)
  String pack;

  /** Karaf makes one for each call. */
  public ModelRolloutCommand() {
    super(Permission.CHANGE_MODELS);
  }

  @Override
  protected Object deed() throws VestibuleException {
    ModelManifest begun =
        Missing.require(library, "the model library", "models").rollOut(pack, "shell");
    System.out.println(
        "The roll-out of "
            + begun.id()
            + " in "
            + begun.slot()
            + " has begun. vestibule:model-compare shows how it goes.");
    return null;
  }
}
