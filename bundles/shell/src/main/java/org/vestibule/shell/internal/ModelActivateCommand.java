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

/** Lets a model pack serve its slot; the one that serves stays if it cannot. */
@Service
@Command(
    scope = "vestibule",
    name = "model-activate",
    description = "Lets a model pack serve its slot; the one that serves stays if it cannot")
public final class ModelActivateCommand extends ShellAction {
  @Reference(optional = true)
  ModelLibrary library;

  @Argument(
      name = "NAME",
      description = "The pack's name, or name@version, as vestibule:models shows it",
      required = true)
  @Completion(ModelNames.class)
  String name;

  /** Karaf makes one for each call. */
  public ModelActivateCommand() {
    super(Permission.CHANGE_MODELS);
  }

  @Override
  protected Object deed() throws VestibuleException {
    ModelManifest now =
        Missing.require(library, "the model library", "models").activate(name, "shell");
    System.out.println(now.name() + " " + now.version() + " serves " + now.slot() + ".");
    return null;
  }
}
