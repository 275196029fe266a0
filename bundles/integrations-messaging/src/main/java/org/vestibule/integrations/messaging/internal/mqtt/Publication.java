// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.vestibule.api.egress.DataClass;

/**
 * Something to publish. Immutable but for the array, which nobody changes.
 *
 * @param topic whole, as the broker gets it
 * @param payload bytes; empty and retained takes a retained value away (MQTT 5.0, 3.3.1.3)
 * @param classes what is in it; a site that does not allow all of them does not send it
 * @param qos 0 or 1
 * @param retained whether the broker keeps it
 * @param contentType as MQTT 5 tells it
 */
public record Publication(
    String topic,
    byte[] payload,
    Set<DataClass> classes,
    int qos,
    boolean retained,
    Optional<String> contentType) {
  /** Copies the set. */
  public Publication {
    Objects.requireNonNull(topic, "topic");
    Objects.requireNonNull(payload, "payload");
    Objects.requireNonNull(contentType, "contentType");
    classes = Set.copyOf(classes);
  }
}
