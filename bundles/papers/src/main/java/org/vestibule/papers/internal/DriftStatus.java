// SPDX-License-Identifier: Apache-2.0
package org.vestibule.papers.internal;

import java.util.List;
import java.util.Optional;
import org.vestibule.api.papers.Papers.Drift;
import org.vestibule.api.papers.Papers.SignOff;
import org.vestibule.api.status.Status;

/** How the papers are, in one sentence. */
final class DriftStatus {
  private DriftStatus() {}

  static Status of(boolean known, Optional<SignOff> signed, List<Drift> drifts) {
    if (!drifts.isEmpty()) {
      String more = drifts.size() == 1 ? "" : " And " + (drifts.size() - 1) + " more.";
      return Status.degraded(
          Status.Cause.DRIFT,
          "Compliance drift since the papers were signed: "
              + drifts.get(0).sentence()
              + more
              + " Read the papers and sign them.");
    }
    if (signed.isPresent()) {
      return Status.ready("Signed on " + signed.get().at() + "; nothing has changed since");
    }
    // Nobody has to sign before a door may open: a fresh gateway is ready.
    return Status.ready(
        known
            ? "The papers are drafts; nobody has signed them yet"
            : "The papers are drafts; whether somebody signed them is not known while the vault is"
                + " locked");
  }
}
