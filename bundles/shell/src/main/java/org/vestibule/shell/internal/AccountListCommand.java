// SPDX-License-Identifier: Apache-2.0
package org.vestibule.shell.internal;

import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;
import org.vestibule.api.access.Accounts;
import org.vestibule.api.access.Permission;

/** Shows accounts and machines, without secrets. */
@Service
@Command(
    scope = "vestibule",
    name = "account-list",
    description = "Shows accounts and machines, without secrets")
public final class AccountListCommand extends ShellAction {
  @Reference(optional = true)
  Accounts accounts;

  /** Karaf makes one for each call. */
  public AccountListCommand() {
    super(Permission.SEE_ACCOUNTS);
  }

  @Override
  protected Object deed() throws Exception {
    ShellTable table = new ShellTable().emptyTableText("There is no account yet");
    for (String column : new String[] {"Name", "Kind", "Roles", "Second factor", "Last log-in"}) {
      table.column(column);
    }
    for (Accounts.Account each : Missing.require(accounts, "accounts", "access").accounts()) {
      table
          .addRow()
          .addContent(
              each.name(),
              each.kind(),
              each.grants().stream()
                  .map(grant -> grant.role() + (grant.everywhere() ? "" : " (narrow)"))
                  .sorted()
                  .collect(Collectors.joining(", ")),
              each.secondFactor() ? "on" : "off",
              each.lastLogin().map(Object::toString).orElse(""));
    }
    table.print(System.out);
    return null;
  }
}
