// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.audit;

import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;
import org.vestibule.api.VestibuleException;

/** What happened at the doors, chained by hash: a change of an old line is found. Thread-safe. */
@ProviderType
public interface AuditTrail {
  /**
   * Appends a line and forces it to the disk.
   *
   * @throws VestibuleException {@code audit-unwritable}; a door is then not opened by the gateway
   */
  AuditEntry record(String actor, String action, Map<String, String> details)
      throws VestibuleException;

  /** Returns the newest lines, newest first. */
  List<AuditEntry> latest(int limit);

  /**
   * Reads the whole trail and checks each link.
   *
   * @return the number of good entries
   * @throws VestibuleException {@code audit-broken}, naming the first bad line
   */
  long verify() throws VestibuleException;
}
