// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.outbox;

import java.util.Set;

/**
 * What a sink wants to be told.
 *
 * @param topics for example {@code visit/opened}, or {@code door/*} for all that begin so; empty:
 *     everything
 */
public record OutboxWish(Set<String> topics) {
  /** Copies. */
  public OutboxWish {
    topics = Set.copyOf(topics);
  }

  /** Everything. */
  public static OutboxWish everything() {
    return new OutboxWish(Set.of());
  }

  /** Returns whether something of this topic is wanted. */
  public boolean wants(String topic) {
    return topics.isEmpty()
        || topics.contains(topic)
        || topics.contains(topic.substring(0, topic.indexOf('/') + 1) + "*");
  }
}
