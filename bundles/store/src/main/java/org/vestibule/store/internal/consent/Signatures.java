// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.consent;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.vestibule.api.VestibuleException;
import org.vestibule.store.internal.vault.SubjectVault;

/** What shows that somebody agreed, sealed by their own key and bound to its line. Thread-safe. */
final class Signatures {
  private final SubjectVault vault;

  Signatures(SubjectVault vault) {
    this.vault = vault;
  }

  /** Seals one for a line. */
  byte[] seal(UUID subject, UUID line, String signature) throws VestibuleException {
    byte[] plain = signature.getBytes(StandardCharsets.UTF_8);
    try {
      return vault.seal(subject, context(line), plain);
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  /** Opens a line's; a ledger without its signatures still says who agreed to what. */
  Optional<String> open(UUID subject, LedgerRows.Line line) {
    try {
      byte[] opened = vault.open(subject, context(line.id()), line.sealed());
      String signature = new String(opened, StandardCharsets.UTF_8);
      Arrays.fill(opened, (byte) 0);
      return Optional.of(signature);
    } catch (VestibuleException e) {
      return Optional.empty();
    }
  }

  private static String context(UUID line) {
    return "consent:" + line;
  }
}
