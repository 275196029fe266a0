// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vestibule.api.outbox.OutboxEntry;

/**
 * Whoever speaks on a connection: the house itself, or a convention. All is called in turn on the
 * connection's thread, but for {@link #heard}.
 */
interface Voice {
  /** Returns what the broker publishes when the connection breaks. */
  Optional<Outgoing> will();

  /** Returns the topic filters that it listens to. */
  Set<String> subscriptions();

  /** Returns what is published after each connection. */
  List<Outgoing> born();

  /** Returns what is published right before leaving on purpose. */
  List<Outgoing> leaving();

  /** Returns what takes back all that the broker keeps of it. */
  default List<Outgoing> withdrawn() {
    return List.of();
  }

  /** Returns what is published because something happened. */
  List<Outgoing> on(OutboxEntry entry);

  /** Returns what is published because time passed. */
  default List<Outgoing> tick() {
    return List.of();
  }

  /** Returns whether an event counts as told only when the broker took this voice's message. */
  default boolean binding() {
    return false;
  }

  /**
   * A message came on one of its filters. Called on the client's thread: returns at once, and what
   * takes longer goes through the mailbox.
   *
   * @param renew makes the connection anew
   */
  void heard(Incoming message, Mailbox mailbox, Runnable renew);
}
