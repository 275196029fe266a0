// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.outbox;

import org.vestibule.api.outbox.OutboxEntry;

/**
 * Something that happened and has no place in the log yet.
 *
 * @param kept with position 0
 * @param droppable whether it goes before others where there is no room
 */
record Fresh(Kept kept, boolean droppable) {
  String topic() {
    return kept.entry().topic();
  }

  /** Returns it at its place; the id is that of its segment and its position. */
  Kept at(String segment, long position) {
    OutboxEntry entry = kept.entry();
    return new Kept(
        new OutboxEntry(
            position,
            segment + "-" + position,
            entry.at(),
            entry.topic(),
            entry.key(),
            entry.visit(),
            entry.data()),
        kept.named());
  }
}
