// SPDX-License-Identifier: Apache-2.0
package org.vestibule.shell.internal;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;
import org.vestibule.api.access.Permission;
import org.vestibule.api.consent.Consent;
import org.vestibule.api.consent.ConsentLedger;

/** Shows the lines of the consent ledger about a person. */
@Service
@Command(
    scope = "vestibule",
    name = "consent-list",
    description = "Shows the lines of the consent ledger about a person")
public final class ConsentListCommand extends ShellAction {
  @Reference(optional = true)
  ConsentLedger ledger;

  @Argument(
      name = "PERSON",
      description = "A short name, as vestibule:people shows it",
      required = true)
  String person;

  /** Karaf makes one for each call. */
  public ConsentListCommand() {
    super(Permission.SEE_CONSENTS);
  }

  @Override
  protected Object deed() throws Exception {
    ConsentLedger here = Missing.require(ledger, "the consent ledger", "store");
    ShellTable table = new ShellTable().emptyTableText("Nothing was agreed to");
    for (String column : new String[] {"Purpose", "Text", "Channel", "Given", "Withdrawn"}) {
      table.column(column);
    }
    for (Consent line : here.of(PeopleIds.of(person))) {
      table
          .addRow()
          .addContent(
              line.purpose().label(),
              line.textVersion(),
              line.channel().label(),
              line.givenAt(),
              line.withdrawnAt().map(Object::toString).orElse(""));
    }
    table.print(System.out);
    return null;
  }
}
