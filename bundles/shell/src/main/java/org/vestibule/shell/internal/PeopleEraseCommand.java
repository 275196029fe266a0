// SPDX-License-Identifier: Apache-2.0
package org.vestibule.shell.internal;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.vestibule.api.access.Permission;
import org.vestibule.api.privacy.Erasure;
import org.vestibule.api.privacy.ErasureReceipt;

/** Erases a person, for good, and prints the receipt. */
@Service
@Command(
    scope = "vestibule",
    name = "people-erase",
    description = "Erases a person, for good, and prints the receipt")
public final class PeopleEraseCommand extends ShellAction {
  @Reference(optional = true)
  Erasure erasure;

  @Argument(
      name = "PERSON",
      description = "A short name, as vestibule:people shows it",
      required = true)
  String person;

  @Option(name = "--reason", description = "Why, for the receipt: 1 to 63 of a-z, 0-9 and '-'")
  String reason = "requested";

  /** Karaf makes one for each call. */
  public PeopleEraseCommand() {
    super(Permission.ERASE);
  }

  @Override
  protected Object deed() throws Exception {
    Erasure here = Missing.require(erasure, "erasure", "store");
    ErasureReceipt receipt = here.erase(PeopleIds.of(person), reason);
    System.out.println("Erased. Receipt " + receipt.id() + ", for " + receipt.subject());
    receipt.removed().forEach((holder, count) -> System.out.println("  " + holder + ": " + count));
    System.out.println("Audit line " + receipt.auditSequence() + ", " + receipt.auditHash());
    return null;
  }
}
