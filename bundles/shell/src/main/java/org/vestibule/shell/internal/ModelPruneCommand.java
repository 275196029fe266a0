// SPDX-License-Identifier: Apache-2.0
package org.vestibule.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Permission;
import org.vestibule.api.model.ModelLibrary;

/** Deletes staged packs that neither serve nor would after a roll-back. */
@Service
@Command(
    scope = "vestibule",
    name = "model-prune",
    description = "Deletes staged packs that neither serve nor would after a roll-back")
public final class ModelPruneCommand extends ShellAction {
  @Reference(optional = true)
  ModelLibrary library;

  /** Karaf makes one for each call. */
  public ModelPruneCommand() {
    super(Permission.CHANGE_MODELS);
  }

  @Override
  protected Object deed() throws VestibuleException {
    List<String> deleted = Missing.require(library, "the model library", "models").prune("shell");
    System.out.println(
        deleted.isEmpty() ? "Nothing to delete." : "Deleted: " + String.join(", ", deleted));
    return null;
  }
}
