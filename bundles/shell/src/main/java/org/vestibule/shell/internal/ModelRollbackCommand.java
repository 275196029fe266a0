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

/** Lets the pack that served a slot before serve it again. */
@Service
@Command(
    scope = "vestibule",
    name = "model-rollback",
    description = "Lets the pack that served a slot before serve it again")
public final class ModelRollbackCommand extends ShellAction {
  @Reference(optional = true)
  ModelLibrary library;

  @Argument(name = "SLOT", description = "The slot, as vestibule:models shows it", required = true)
  @Completion(ModelSlotNames.class)
  String slot;

  /** Karaf makes one for each call. */
  public ModelRollbackCommand() {
    super(Permission.CHANGE_MODELS);
  }

  @Override
  protected Object deed() throws VestibuleException {
    ModelManifest now =
        Missing.require(library, "the model library", "models").rollBack(slot, "shell");
    System.out.println(now.name() + " " + now.version() + " serves " + now.slot() + " again.");
    return null;
  }
}
