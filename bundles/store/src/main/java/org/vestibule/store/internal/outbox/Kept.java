// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.outbox;

import org.vestibule.api.outbox.OutboxEntry;

/** An entry, and whom it names. Immutable but for the entry's array. */
record Kept(OutboxEntry entry, Named named) {
  /** What an entry takes in memory beside its content, about. */
  private static final int OVERHEAD = 300;

  long position() {
    return entry.position();
  }

  int size() {
    return entry.data().length + OVERHEAD;
  }

  /** Returns the same entry with another content. */
  Kept with(byte[] data, Named whom) {
    OutboxEntry other =
        new OutboxEntry(
            entry.position(),
            entry.id(),
            entry.at(),
            entry.topic(),
            entry.key(),
            entry.visit(),
            data);
    return new Kept(other, whom);
  }
}
