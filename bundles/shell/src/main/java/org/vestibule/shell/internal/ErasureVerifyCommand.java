// SPDX-License-Identifier: Apache-2.0
package org.vestibule.shell.internal;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Permission;
import org.vestibule.api.privacy.Erasure;
import org.vestibule.api.privacy.ErasureReceipt;

/** Checks a receipt of erasure again, now. */
@Service
@Command(
    scope = "vestibule",
    name = "erasure-verify",
    description = "Checks a receipt of erasure again, now")
public final class ErasureVerifyCommand extends ShellAction {
  @Reference(optional = true)
  Erasure erasure;

  @Argument(name = "RECEIPT", description = "The id of a receipt", required = true)
  String receipt;

  /** Karaf makes one for each call. */
  public ErasureVerifyCommand() {
    super(Permission.SEE_COMPLIANCE);
  }

  @Override
  protected Object deed() throws Exception {
    Erasure here = Missing.require(erasure, "erasure", "store");
    ErasureReceipt found =
        here.receipts().stream()
            .filter(each -> each.id().equals(receipt))
            .findFirst()
            .orElseThrow(
                () ->
                    new VestibuleException(
                        "unknown-receipt",
                        "receipt",
                        "no such one",
                        "the id of a receipt of this gateway",
                        "Check the spelling."));
    Erasure.Verification verification = here.verify(found);
    verification
        .checks()
        .forEach(
            check -> System.out.println((check.good() ? "good  " : "BAD   ") + check.sentence()));
    System.out.println(verification.holds() ? "The receipt holds." : "The receipt does NOT hold.");
    return null;
  }
}
