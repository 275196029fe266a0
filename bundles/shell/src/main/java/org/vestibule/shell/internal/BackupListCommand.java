// SPDX-License-Identifier: Apache-2.0
package org.vestibule.shell.internal;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;
import org.vestibule.api.access.Permission;
import org.vestibule.api.store.Backups;

/** Shows the backups, newest first. */
@Service
@Command(scope = "vestibule", name = "backup-list", description = "Shows the backups, newest first")
public final class BackupListCommand extends ShellAction {
  @Reference(optional = true)
  Backups backups;

  /** Karaf makes one for each call. */
  public BackupListCommand() {
    super(Permission.BACK_UP);
  }

  @Override
  protected Object deed() throws Exception {
    ShellTable table = new ShellTable().emptyTableText("There is no backup yet");
    table.column("Name");
    table.column("Made");
    table.column("Bytes").alignRight();
    table.column("People").alignRight();
    for (Backups.Backup each : Missing.require(backups, "backups", "store").list()) {
      table
          .addRow()
          .addContent(each.file().getFileName(), each.madeAt(), each.bytes(), each.people());
    }
    table.print(System.out);
    return null;
  }
}
