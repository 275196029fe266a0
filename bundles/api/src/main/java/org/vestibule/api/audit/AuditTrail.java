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

/**
 * What was done, by whom and through which door: append-only, chained by hash, and signed in
 * batches by the house, so that an edit, a deletion, a reordering and a cut end are found. People
 * stand in it under their pseudonym. Thread-safe.
 */
@ProviderType
public interface AuditTrail {
  /** How long the line of {@link #recordEnd} waits for company on its way to the disk, at most. */
  long END_MILLIS = 20;

  /**
   * Appends a line and forces it to the disk. Through which door it came is taken from {@link
   * org.vestibule.api.access.Acting}; somebody else's name in {@code actor} is kept, and who acted
   * is added.
   *
   * @throws VestibuleException {@code audit-unwritable}; what it was to tell of must not be done
   */
  AuditEntry record(String actor, String action, Map<String, String> details)
      throws VestibuleException;

  /**
   * As {@link #record}, for what must not wait for a disk: a door that opens for a resident. When
   * the disk is full or gone the line is chained in memory and written as soon as it can be.
   *
   * @throws VestibuleException {@code audit-unwritable} when too many wait already
   */
  default AuditEntry recordOrHold(String actor, String action, Map<String, String> details)
      throws VestibuleException {
    return record(actor, action, details);
  }

  /**
   * As {@link #recordOrHold}, for how something ended whose begin stands in the trail: nobody waits
   * for the disk. The line takes its place in the chain at once, is forced with the next one that
   * is, within {@value #END_MILLIS} ms in any case, and before the trail is read. A power cut in
   * between leaves a begin without an end, which is the truth: how it ended is not known.
   *
   * @throws VestibuleException {@code audit-unwritable} when too many wait already
   */
  default void recordEnd(String actor, String action, Map<String, String> details)
      throws VestibuleException {
    recordOrHold(actor, action, details);
  }

  /** Returns the newest lines, newest first. */
  List<AuditEntry> latest(int limit);

  /**
   * Reads the whole trail and checks each link and each signature.
   *
   * @return the number of good entries
   * @throws VestibuleException {@code audit-broken}, naming the first bad line, {@code audit-cut}
   *     when lines that were signed are missing at the end
   */
  long verify() throws VestibuleException;

  /** Returns how far the house has signed the trail; empty while nothing is signed. */
  default Optional<Sealed> sealed() {
    return Optional.empty();
  }

  /**
   * A signature over the trail up to one line. Written down elsewhere, it shows later that nothing
   * of it was replaced, not even the whole data folder by an older copy.
   *
   * @param sequence the last line that it covers
   * @param hash the hash of that line
   */
  record Sealed(long sequence, String hash) {}

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
