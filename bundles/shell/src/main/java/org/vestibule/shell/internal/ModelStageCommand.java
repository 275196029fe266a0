// SPDX-License-Identifier: Apache-2.0
package org.vestibule.shell.internal;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Permission;
import org.vestibule.api.model.ModelLibrary;
import org.vestibule.api.model.ModelManifest;

/** Takes a model pack in; it serves nothing yet. */
@Service
@Command(
    scope = "vestibule",
    name = "model-stage",
    description = "Takes a model pack in, checked and tested; it serves nothing yet")
public final class ModelStageCommand extends ShellAction {
  @Reference(optional = true)
  ModelLibrary library;

  @Argument(
      name = "FILE",
      description = "The pack on the gateway's disk: a zip archive or a folder",
      required = true)
  @Completion(FileCompleter.class)
  String file;

  @Option(
      name = "--downgrade",
      description = "Take a release lower than one seen before; the audit says so")
  boolean downgrade;

  /** Karaf makes one for each call. */
  public ModelStageCommand() {
    super(Permission.CHANGE_MODELS);
  }

  @Override
  protected Object deed() throws VestibuleException {
    ModelLibrary here = Missing.require(library, "the model library", "models");
    ModelManifest staged = here.stage(path(), downgrade, "shell");
    System.out.println(
        staged.id() + " is staged. vestibule:model-rollout " + staged.id() + " brings it to work.");
    return null;
  }

  private Path path() throws VestibuleException {
    try {
      return Path.of(file).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw new VestibuleException(
          "file-invalid", "FILE", "no path", "a path on the gateway's disk", "Correct it.", e);
    }
  }
}
