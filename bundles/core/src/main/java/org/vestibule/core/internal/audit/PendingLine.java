// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.audit;

import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.audit.AuditEntry;

/**
 * A line on its way to the disk. Filled in by whoever has the turn to write, and read in a turn by
 * whoever waits.
 */
final class PendingLine {
  private final Fact fact;
  private final Need need;
  private AuditEntry entry;
  private IOException failure;

  private enum Need {
    DISK,
    DISK_OR_MEMORY,
    NOBODY_WAITS
  }

  /** Refuses holes, so that a line that cannot be written fails its own writer and no other. */
  private PendingLine(Fact fact, Need need) {
    Objects.requireNonNull(fact.actor(), "actor");
    Objects.requireNonNull(fact.action(), "action");
    Map.copyOf(fact.details());
    this.fact = fact;
    this.need = need;
  }

  /** A line without which nothing may be done. */
  static PendingLine needed(Fact fact) {
    return new PendingLine(fact, Need.DISK);
  }

  /** A line that may wait in memory when the disk takes nothing. */
  static PendingLine patient(Fact fact) {
    return new PendingLine(fact, Need.DISK_OR_MEMORY);
  }

  /** How something ended that is in the trail: a line that nobody waits for. */
  static PendingLine end(Fact fact) {
    return new PendingLine(fact, Need.NOBODY_WAITS);
  }

  Fact fact() {
    return fact;
  }

  boolean mayBeHeld() {
    return need != Need.DISK;
  }

  boolean isEnd() {
    return need == Need.NOBODY_WAITS;
  }

  boolean settled() {
    return entry != null || failure != null;
  }

  boolean refused() {
    return failure != null;
  }

  /** It stands in the chain. */
  void settle(AuditEntry written) {
    entry = written;
  }

  /** Nothing of it is kept. */
  void refuse(IOException why) {
    failure = why;
  }

  /**
   * Returns what became of it.
   *
   * @throws VestibuleException {@code audit-unwritable}
   */
  AuditEntry result(String file) throws VestibuleException {
    if (failure != null) {
      throw new VestibuleException(
          "audit-unwritable",
          "audit " + file,
          Optional.ofNullable(failure.getMessage()).orElse(failure.toString()),
          "a writable file with an unbroken end",
          "Make room on the disk, or move the file away as evidence",
          failure);
    }
    return entry;
  }
}
