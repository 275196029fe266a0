// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.consent;

import java.util.Set;
import java.util.stream.Collectors;
import org.vestibule.api.status.Status;
import org.vestibule.store.internal.site.Site;

/**
 * Compares the words on which consents rest with the words that are read today: another profile,
 * another version, or a face that is now looked for among everybody.
 */
final class TextDrift {
  private TextDrift() {}

  /** Returns the status that the ledger has by it. */
  static Status status(Allowances gate, Site site) {
    Set<String> today =
        site.texts().stream().map(LedgerRows::text).collect(Collectors.toUnmodifiableSet());
    long others = gate.resting(text -> !today.contains(text));
    if (others == 0) {
      return Status.ready("Every consent in force rests on a text that is read today");
    }
    return Status.degraded(
        Status.Cause.DRIFT,
        others
            + " people agreed to another text than the one that is read today: ask them again, or"
            + " withdraw for them");
  }
}
