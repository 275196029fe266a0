// SPDX-License-Identifier: Apache-2.0
package org.vestibule.messages;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * An event in its envelope (CloudEvents 1.0.2, structured mode). Immutable but for the tree, which
 * nobody changes.
 *
 * @param id as {@link org.vestibule.api.outbox.OutboxEntry#id}: the same at a second delivery
 * @param source {@code /vestibule/BUILDING}
 * @param type {@code org.vestibule.TOPIC.vN}, for example {@code org.vestibule.visit.opened.v1}
 * @param subject what its order is kept for, for example {@code door/front-door}
 * @param time RFC 3339
 * @param dataschema an absolute URI that names the schema of {@code data} and its version
 * @param visit an extension attribute: the visit that it belongs to
 * @param data as the schema says
 */
public record CloudEvent(
    String id,
    String source,
    String type,
    String subject,
    String time,
    String dataschema,
    Optional<String> visit,
    JsonNode data) {
  /** The media type of {@link #json}. */
  public static final String JSON = "application/cloudevents+json";

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Returns the same envelope around other data. */
  CloudEvent with(JsonNode other) {
    return new CloudEvent(id, source, type, subject, time, dataschema, visit, other);
  }

  /** Returns the envelope as JSON, UTF-8. */
  public byte[] json() {
    try {
      return MAPPER.writeValueAsBytes(tree());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can always be written", e);
    }
  }

  /** Returns the envelope as a tree of its own. */
  public ObjectNode tree() {
    ObjectNode envelope = MAPPER.createObjectNode();
    envelope.put("specversion", "1.0");
    envelope.put("id", id);
    envelope.put("source", source);
    envelope.put("type", type);
    envelope.put("subject", subject);
    envelope.put("time", time);
    envelope.put("datacontenttype", "application/json");
    envelope.put("dataschema", dataschema);
    visit.ifPresent(value -> envelope.put("visit", value));
    envelope.set("data", data);
    return envelope;
  }
}
