// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.outbox;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Something that happened, as it is kept for those who are to be told. Immutable but for the array,
 * which nobody changes.
 *
 * @param position where it stands: 1, 2, 3, ... without a gap, in the order in which it happened
 * @param id names it for good: the same after a restart and at a second delivery, so that whoever
 *     gets it twice knows; 1 to 64 of a-z, 0-9 and '-'
 * @param at when it happened (wall clock)
 * @param topic as {@link org.vestibule.api.event.VestibuleEvent#topic}, for example {@code
 *     visit/opened}
 * @param key what its order is kept for: {@code door/ID}, {@code station/ID} or the topic
 * @param visit the visit that it belongs to
 * @param data the event as JSON (UTF-8) in the plain form of {@link
 *     org.vestibule.api.event.EventFields}, whole: a sink leaves out what it may not send
 */
public record OutboxEntry(
    long position,
    String id,
    Instant at,
    String topic,
    String key,
    Optional<String> visit,
    byte[] data) {
  /** Refuses holes. */
  public OutboxEntry {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(topic, "topic");
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(visit, "visit");
    Objects.requireNonNull(data, "data");
  }

  @Override
  public String toString() {
    return "OutboxEntry[" + position + ", " + id + ", " + topic + ", " + key + ", ***]";
  }
}
