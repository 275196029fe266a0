// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vestibule.api.outbox.OutboxEntry;

/**
 * What a kind of system expects at a broker beside the topics of the house: Home Assistant,
 * Sparkplug B. One object serves one connection; all is called in turn, on the connection's thread,
 * and returns at once.
 */
public interface Convention {
  /** Returns its name for the status, for example {@code home-assistant}. */
  String name();

  /**
   * Returns what the broker publishes when this connection breaks. Only a convention that has a
   * connection of its own has a will; asked right before each connection.
   */
  Optional<Publication> will();

  /** Returns the topic filters that it listens to. */
  Set<String> subscriptions();

  /** Returns what is published after each connection, in order. */
  List<Publication> born();

  /** Returns what is published on purpose right before leaving, in order. */
  List<Publication> leaving();

  /** Returns what is published because something happened, in order; mostly nothing. */
  List<Publication> on(OutboxEntry entry);

  /**
   * A message came on one of its subscriptions.
   *
   * @param message as it came; nothing in it is trusted
   * @return what is published as the answer, in order
   */
  List<Publication> heard(Heard message);

  /**
   * Returns what takes back all that the broker keeps of it, in order; published when the site
   * switches it off.
   */
  default List<Publication> withdrawn() {
    return List.of();
  }

  /**
   * Time passed; called about once a second while connected.
   *
   * @return what is published because of it, in order; mostly nothing
   */
  default List<Publication> tick() {
    return List.of();
  }

  /**
   * Returns whether this connection shall be ended and made anew, after what was returned before is
   * published; asked after each call of {@link #heard}. Only a convention that has a connection of
   * its own ever wants that.
   */
  default boolean renews() {
    return false;
  }

  /**
   * A message that came.
   *
   * @param retained whether the broker had kept it: never a fresh wish
   * @param waited how long it waited for its turn since it came: behind events that a slow broker
   *     confirms one by one that may be minutes
   */
  record Heard(String topic, byte[] payload, boolean retained, Duration waited) {
    /** One whose turn came at once. */
    public Heard(String topic, byte[] payload, boolean retained) {
      this(topic, payload, retained, Duration.ZERO);
    }
  }
}
