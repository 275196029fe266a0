// SPDX-License-Identifier: Apache-2.0
package org.vestibule.shell.internal;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.vestibule.api.access.Permission;
import org.vestibule.api.store.Backups;

/** Makes a backup while everything goes on. */
@Service
@Command(
    scope = "vestibule",
    name = "backup-make",
    description = "Makes a backup while everything goes on")
public final class BackupMakeCommand extends ShellAction {
  @Reference(optional = true)
  Backups backups;

  /** Karaf makes one for each call. */
  public BackupMakeCommand() {
    super(Permission.BACK_UP);
  }

  @Override
  protected Object deed() throws Exception {
    Backups.Backup made = Missing.require(backups, "backups", "store").make();
    System.out.println(made.file().getFileName() + ", " + made.bytes() + " bytes");
    return null;
  }
}
