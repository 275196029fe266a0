// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.visit;

import java.util.Optional;
import java.util.function.IntSupplier;
import org.vestibule.api.privacy.DataKind;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.StatusHolder;
import org.vestibule.store.internal.site.Site;
import org.vestibule.store.internal.vault.SubjectVault;

/** Whether visits are kept and found. Thread-safe; reads memory. */
final class JournalStatus {
  private final SubjectVault vault;
  private final Site site;
  private final IntSupplier most;
  private final StatusHolder holder = new StatusHolder(Status.starting("Nothing was kept yet"));

  JournalStatus(SubjectVault vault, Site site, IntSupplier most) {
    this.vault = vault;
    this.site = site;
    this.most = most;
  }

  /**
   * Returns it.
   *
   * @param refused whether this site keeps no visits
   * @param failure why the last one was not kept
   * @param broken how many do not open
   */
  Status of(boolean refused, Optional<String> failure, int broken) {
    holder.set(now(refused, failure, broken));
    return holder.get();
  }

  private Status now(boolean refused, Optional<String> failure, int broken) {
    if (refused) {
      return Status.ready("This site keeps no visits");
    }
    if (!vault.open()) {
      return Status.degraded(
          Status.Cause.CREDENTIALS,
          "The vault is locked: visits are neither kept nor found. Open it");
    }
    if (failure.isPresent()) {
      return Status.degraded(
          Status.Cause.STORAGE,
          "The last visit was not kept (" + failure.get() + "); see the status of store");
    }
    if (broken > 0) {
      return Status.degraded(
          Status.Cause.STORAGE,
          broken + " visits do not open, or not with every name; restore a backup");
    }
    return Status.ready("Visits are kept for " + days() + " days, and at most " + most.getAsInt());
  }

  private long days() {
    return site.rules().law().retention().get(DataKind.VISIT).toDays();
  }
}
