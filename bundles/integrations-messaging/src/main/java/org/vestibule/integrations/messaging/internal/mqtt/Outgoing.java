// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.vestibule.api.egress.DataClass;

/**
 * A message on its way to the broker.
 *
 * @param topic whole
 * @param choices the forms in which it may leave, the fullest first; the first whose classes the
 *     site allows is sent, or nothing
 * @param qos 0 or 1
 * @param retained whether the broker keeps it
 * @param contentType as MQTT 5 tells it; left out in MQTT 3.1.1
 * @param properties user properties of MQTT 5; left out in MQTT 3.1.1
 * @param correlation what ties an answer to its question in MQTT 5
 */
record Outgoing(
    String topic,
    Iterable<Choice> choices,
    int qos,
    boolean retained,
    Optional<String> contentType,
    Map<String, String> properties,
    Optional<byte[]> correlation) {
  /** One form; its bytes are made only when it is sent. */
  record Choice(Set<DataClass> classes, Supplier<byte[]> payload) {}

  /** A value that the broker keeps, as text. */
  static Outgoing kept(String topic, String value, DataClass what) {
    return of(topic, value.getBytes(StandardCharsets.UTF_8), what, true);
  }

  /** Something of one class, with QoS 1. */
  static Outgoing of(String topic, byte[] payload, DataClass what, boolean retained) {
    List<Choice> choices = List.of(new Choice(Set.of(what), () -> payload));
    return new Outgoing(topic, choices, 1, retained, Optional.empty(), Map.of(), Optional.empty());
  }

  /** What a convention wants to publish. */
  static Outgoing of(Publication publication) {
    return new Outgoing(
        publication.topic(),
        List.of(new Choice(publication.classes(), publication::payload)),
        publication.qos(),
        publication.retained(),
        publication.contentType(),
        Map.of(),
        Optional.empty());
  }
}
