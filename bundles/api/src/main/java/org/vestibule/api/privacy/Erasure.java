// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.privacy;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.people.PersonId;

/**
 * Erasure with proof (GDPR Art. 17; BIPA section 15(a)): the person's key is destroyed, rows,
 * indexes and caches are dropped, a tombstone outlives any backup, and a receipt is chained into
 * the audit. Thread-safe.
 */
@ProviderType
public interface Erasure {
  /**
   * Erases a person. Goes on by itself after a crash, at whatever point.
   *
   * @param reason why, for the receipt, for example {@code requested} or {@code tenancy-ended}
   * @throws VestibuleException {@code unknown-person}, {@code storage-*}, {@code
   *     erasure-incomplete} naming the holder that could not drop its part
   */
  ErasureReceipt erase(PersonId person, String reason) throws VestibuleException;

  /**
   * Checks a receipt again, now: signature, audit, key, rows, backups in the folder.
   *
   * @throws VestibuleException {@code receipt-broken}, {@code receipt-not-ours}
   */
  Verification verify(ErasureReceipt receipt) throws VestibuleException;

  /**
   * Returns all receipts, newest first.
   *
   * @throws VestibuleException {@code storage-failed}
   */
  List<ErasureReceipt> receipts() throws VestibuleException;

  /**
   * What a check found.
   *
   * @param holds whether all of it is as the receipt says
   * @param checks one sentence each
   */
  record Verification(boolean holds, List<Check> checks) {
    /** Copies. */
    public Verification {
      checks = List.copyOf(checks);
    }
  }

  /** One check. */
  record Check(String name, boolean good, String sentence) {}
}
