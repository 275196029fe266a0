// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.vestibule.api.VestibuleException;

/**
 * One durable queue for everybody who is told what happens. Events come into it by themselves; each
 * sink reads it by a cursor of its own, so that one that is dead delays no other. What a sink was
 * not told yet survives a restart. It is bounded by size and age: the oldest goes first, and each
 * sink that had not read it is told how much it lost. Thread-safe.
 */
@ProviderType
public interface Outbox {
  /**
   * Opens the cursor of a sink. A sink that was never here begins with what happens from now on;
   * one that was goes on behind what it confirmed.
   *
   * @param sink names it, an {@link org.vestibule.api.Identifier}, for example {@code mqtt} or
   *     {@code webhook-lift}; one cursor at a time
   * @throws VestibuleException {@code sink-busy} (another cursor is open), {@code storage-failed}
   */
  OutboxCursor open(String sink, OutboxWish wish) throws VestibuleException;

  /** Returns how far each sink is that was ever opened and not forgotten, by name. */
  List<SinkDepth> depths();

  /**
   * Forgets a sink that comes no more: nothing is kept for it any longer.
   *
   * @return whether it was known
   * @throws VestibuleException {@code sink-busy}, {@code storage-full}, {@code storage-failed}
   */
  boolean forget(String sink) throws VestibuleException;

  /**
   * Returns what a sink gave up, oldest first.
   *
   * @throws VestibuleException {@code vault-locked}, {@code storage-failed}
   */
  List<DeadLetter> deadLetters(String sink) throws VestibuleException;

  /**
   * Lets a sink try again: its cursor returns the entry once more, with its former id.
   *
   * @param id of a dead letter; it is one no longer
   * @return whether there was such a letter
   * @throws VestibuleException {@code vault-locked}, {@code storage-full}, {@code storage-failed}
   */
  boolean replay(String sink, String id) throws VestibuleException;

  /**
   * Throws a dead letter away.
   *
   * @return whether there was such a letter
   * @throws VestibuleException {@code storage-full}, {@code storage-failed}
   */
  boolean discard(String sink, String id) throws VestibuleException;

  /**
   * How far a sink is.
   *
   * @param open whether somebody reads for it now
   * @param waiting entries that it wants and did not confirm
   * @param oldest when the oldest of them happened
   * @param lost entries that it never read because of the bounds, since it was first here
   * @param dead how many dead letters it has
   */
  record SinkDepth(
      String sink, boolean open, long waiting, Optional<Instant> oldest, long lost, int dead) {}

  /**
   * What a sink gave up.
   *
   * @param reason one sentence, without a secret
   * @param at when it was given up
   */
  record DeadLetter(OutboxEntry entry, String reason, Instant at) {}

  /** Returns the bounds. */
  Bounds bounds();

  /**
   * The bounds.
   *
   * @param bytes how much is kept on the disk
   * @param age how long anything is kept
   */
  record Bounds(long bytes, Duration age) {}
}
