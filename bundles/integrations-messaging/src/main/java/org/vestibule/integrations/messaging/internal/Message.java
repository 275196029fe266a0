// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Something for the broker.
 *
 * @param topic below the building, for example {@code visit/opened}
 * @param forms the first whose classes the site allows is sent; when none is, nothing is
 * @param retained whether the broker keeps it for those who come later
 * @param keep whether it waits while the broker is away
 * @param acknowledged completes with whether it was sent once the broker has confirmed it
 */
record Message(
    String topic,
    List<Form> forms,
    boolean retained,
    boolean keep,
    CompletableFuture<Boolean> acknowledged) {
  static Message passing(String topic, boolean keep, List<Form> forms) {
    return new Message(topic, forms, false, keep, new CompletableFuture<>());
  }

  static Message retained(String topic, Form form) {
    return new Message(topic, List.of(form), true, false, new CompletableFuture<>());
  }
}
