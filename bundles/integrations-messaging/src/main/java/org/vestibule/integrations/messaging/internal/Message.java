// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal;

import java.util.concurrent.CompletableFuture;

/**
 * Something for the broker.
 *
 * @param topic below the building, for example {@code visit/opened}
 * @param payload UTF-8 text
 * @param retained whether the broker keeps it for those who come later
 * @param keep whether it waits while the broker is away
 * @param acknowledged completes once the broker has confirmed it
 */
record Message(
    String topic,
    String payload,
    boolean retained,
    boolean keep,
    CompletableFuture<Void> acknowledged) {
  static Message of(String topic, String payload, boolean retained, boolean keep) {
    return new Message(topic, payload, retained, keep, new CompletableFuture<>());
  }
}
