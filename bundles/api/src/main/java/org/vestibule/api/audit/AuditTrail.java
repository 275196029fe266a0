// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
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

  /**
   * Reads the lines of a period, oldest first, and checks each link of the trail on the way. An
   * implementation that keeps no more than {@link #latest} knows may leave it as it is.
   *
   * @param from begin, included
   * @param to end, excluded
   * @param reader is given each line; called on the caller's thread
   * @return when the trail begins: what was before is not in it; empty for an empty trail
   * @throws VestibuleException {@code audit-broken}, naming the first bad line; what was read
   *     before it must not be believed
   */
  default Optional<Instant> read(Instant from, Instant to, Consumer<AuditEntry> reader)
      throws VestibuleException {
    List<AuditEntry> lines = new ArrayList<>(latest(Integer.MAX_VALUE));
    Collections.reverse(lines);
    lines.stream()
        .filter(line -> !line.at().isBefore(from) && line.at().isBefore(to))
        .forEach(reader);
    return lines.stream().findFirst().map(AuditEntry::at);
  }
}
