// SPDX-License-Identifier: Apache-2.0
package org.vestibule.intent.internal.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.vestibule.api.intent.Intent;
import org.vestibule.api.intent.TaughtUtterance;
import org.vestibule.api.people.PersonId;

/** What a site taught, as JSON in UTF-8. */
final class LessonsJson {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private LessonsJson() {}

  /** Reads a tree. */
  static JsonNode tree(byte[] bytes) throws IOException {
    return JSON.readTree(bytes);
  }

  /** Returns all but the utterances. */
  static byte[] site(Lessons lessons) {
    ObjectNode root = JSON.createObjectNode().put("release", lessons.release());
    ArrayNode labels = root.putArray("labels");
    for (Lessons.Own label : lessons.labels()) {
      labels
          .addObject()
          .put("name", label.name())
          .put("title", label.title())
          .put("intent", label.intent().name());
    }
    ObjectNode learned = root.putObject("learned");
    lessons.learned().forEach((id, person) -> learned.put(id, person.value()));
    return bytes(root);
  }

  /** Reads all but the utterances. */
  static Lessons site(JsonNode root) {
    List<Lessons.Own> labels = new ArrayList<>();
    for (JsonNode label : root.path("labels")) {
      labels.add(
          new Lessons.Own(
              label.required("name").asText(),
              label.required("title").asText(),
              Intent.valueOf(label.required("intent").asText())));
    }
    Map<String, PersonId> learned = new TreeMap<>();
    root.path("learned")
        .fields()
        .forEachRemaining(one -> learned.put(one.getKey(), new PersonId(one.getValue().asText())));
    return new Lessons(root.path("release").asLong(), labels, List.of(), learned);
  }

  /** Returns an utterance of nobody in particular. */
  static byte[] utterance(TaughtUtterance one) {
    return bytes(
        JSON.createObjectNode()
            .put("id", one.id())
            .put("label", one.label())
            .put("text", one.text())
            .put("at", one.at().toString()));
  }

  /** Reads an utterance of nobody in particular. */
  static TaughtUtterance utterance(JsonNode one) {
    return new TaughtUtterance(
        one.required("id").asText(),
        one.required("label").asText(),
        one.required("text").asText(),
        Instant.parse(one.required("at").asText()),
        Optional.empty());
  }

  /** Returns somebody's words; whose and when is kept beside them. */
  static byte[] words(String label, String text) {
    return bytes(JSON.createObjectNode().put("label", label).put("text", text));
  }

  private static byte[] bytes(ObjectNode root) {
    try {
      return JSON.writeValueAsBytes(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of texts and numbers that is no JSON", e);
    }
  }
}
