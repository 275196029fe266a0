// SPDX-License-Identifier: Apache-2.0
package org.vestibule.proof;

import java.io.IOException;
import java.io.PrintStream;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.audit.AuditTrail.Sealed;
import org.vestibule.core.internal.audit.HouseKeys;
import org.vestibule.core.internal.audit.TrailCheck;

/** Checks the audit of a data folder. */
final class AuditProof {
  private final ProofTool.Order order;

  AuditProof(ProofTool.Order order) {
    this.order = order;
  }

  int print(PrintStream out) throws VestibuleException, IOException {
    HouseKeys keys = Keys.of(order);
    TrailCheck.Found found = TrailCheck.check(order.data(), keys, order.expected(), entry -> {});
    out.println(
        "The audit is whole: " + found.entries() + " lines, each follows from the one before.");
    if (found.sealed().isEmpty()) {
      out.println(
          "Nothing of it is signed: the vault was never open, so a chain that somebody made anew would"
              + " look the same.");
      return 3;
    }
    Sealed sealed = found.sealed().get();
    out.println(
        "Signed by the house up to line "
            + sealed.sequence()
            + ", key "
            + String.join(", ", keys.fingerprints())
            + ".");
    if (order.key().isEmpty()) {
      out.println("Compare the key with the one that you noted, or give it with --key.");
    }
    out.println("To note: " + sealed.sequence() + ":" + sealed.hash());
    return 0;
  }
}
