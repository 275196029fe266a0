// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.outbox;

import java.time.Duration;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import org.vestibule.api.VestibuleException;

/**
 * How far one sink has read. Used by one thread, but for {@link #confirm}, {@link #wake} and {@link
 * #close}, which any may call. What was returned and not confirmed comes again after {@link
 * #rewind}, after a restart and when the cursor is opened again: at least once, never in another
 * order for the same key.
 */
@ProviderType
public interface OutboxCursor extends AutoCloseable {
  /**
   * Returns what comes after the entries that were returned last, in order; an entry is on the disk
   * before it is returned. Entries to be tried again (dead letters) come first.
   *
   * @param most how many, 1 to 1000
   * @param wait how long to wait for the first one; 0: not at all
   * @return empty when the time is over, after {@link #wake} or when closed
   * @throws VestibuleException {@code vault-locked}, {@code storage-failed}: try again later
   */
  List<OutboxEntry> next(int most, Duration wait) throws VestibuleException, InterruptedException;

  /**
   * Says that an entry arrived, or will never have to. In any order; entries of which all earlier
   * ones are confirmed are forgotten. Returns at once; after a crash the last ones may come again.
   */
  void confirm(OutboxEntry entry);

  /**
   * Gives an entry up: it becomes a dead letter, and counts as confirmed.
   *
   * @param reason one sentence for people, without a secret
   * @throws VestibuleException {@code storage-full}, {@code storage-failed}; it is not given up
   */
  void giveUp(OutboxEntry entry, String reason) throws VestibuleException;

  /** Goes back to the first entry that is not confirmed. */
  void rewind();

  /** Ends a wait of {@link #next}. */
  void wake();

  /**
   * Returns whether somebody was erased since it was opened. Whoever holds entries that it returned
   * and that did not arrive yet drops them and opens it anew: they come again, without that person.
   */
  default boolean outdated() {
    return false;
  }

  /** Returns how far it is. */
  Outbox.SinkDepth depth();

  @Override
  void close();
}
