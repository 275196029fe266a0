// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.backup;

import org.vestibule.api.VestibuleException;
import org.vestibule.api.store.Backups.Backup;

/** What the house around the backups is told and asked. */
public interface House {
  /** Notes it in the audit, where there is one. */
  void audit(String action, Backup backup) throws VestibuleException;

  /** Returns how many lines of the audit are good, -1 where that is not known. */
  long auditLines();

  /** Tells whoever holds something of the database in memory. */
  void contentReplaced();
}
