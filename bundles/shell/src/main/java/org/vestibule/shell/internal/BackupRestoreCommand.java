// SPDX-License-Identifier: Apache-2.0
package org.vestibule.shell.internal;

import java.nio.file.Path;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Permission;
import org.vestibule.api.store.Backups;

/** Puts a backup back; whoever was erased since stays erased. */
@Service
@Command(
    scope = "vestibule",
    name = "backup-restore",
    description = "Puts a backup back; whoever was erased since stays erased")
public final class BackupRestoreCommand extends ShellAction {
  @Reference(optional = true)
  Backups backups;

  @Argument(
      name = "NAME",
      description = "A name, as vestibule:backup-list shows it",
      required = true)
  String name;

  /** Karaf makes one for each call. */
  public BackupRestoreCommand() {
    super(Permission.RESTORE);
  }

  @Override
  protected Object deed() throws Exception {
    Backups here = Missing.require(backups, "backups", "store");
    Path file =
        here.list().stream()
            .map(Backups.Backup::file)
            .filter(each -> String.valueOf(each.getFileName()).equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new VestibuleException(
                        "unknown-backup",
                        "backup",
                        "no such one",
                        "a name that vestibule:backup-list shows",
                        "Check the spelling."));
    Backups.Restored done = here.restore(file);
    System.out.println(
        done.people()
            + " people are back; "
            + done.stayErased()
            + " stay erased. What was here is "
            + done.kept().getFileName());
    return null;
  }
}
