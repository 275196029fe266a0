// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.credential;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.credential.Card;
import org.vestibule.api.credential.Credentials.Assignment;
import org.vestibule.api.people.PersonId;

/** What is kept of cards, as JSON inside the seal. */
final class CardCodec {
  private static final ObjectMapper JSON = new ObjectMapper();

  private CardCodec() {}

  static byte[] person(PersonId person, List<Assignment> cards) {
    ObjectNode root = JSON.createObjectNode().put("person", person.value());
    for (Assignment each : cards) {
      ObjectNode card =
          root.withArray("cards")
              .addObject()
              .put("panel", each.panel())
              .put("format", each.card().format())
              .put("facility", each.card().facility())
              .put("number", each.card().number())
              .put("source", each.source());
      each.until().ifPresent(until -> card.put("until", until.toString()));
    }
    return bytes(root);
  }

  static List<Assignment> person(byte[] value) throws VestibuleException {
    JsonNode root = read(value);
    try {
      PersonId person = new PersonId(root.path("person").asText());
      List<Assignment> cards = new ArrayList<>();
      for (JsonNode each : root.path("cards")) {
        Card card =
            new Card(
                each.path("format").asText(),
                each.path("facility").asLong(-1),
                each.path("number").asLong(-1));
        cards.add(
            new Assignment(
                person,
                each.path("panel").asText(),
                card,
                each.path("source").asText(),
                Optional.ofNullable(each.get("until")).map(JsonNode::asText).map(Instant::parse)));
      }
      return cards;
    } catch (RuntimeException e) {
      throw broken();
    }
  }

  static byte[] head(SourceHead head) {
    return bytes(
        JSON.createObjectNode()
            .put("source", head.source())
            .put("counter", head.counter())
            .put("until", head.until().toString())
            .put("digest", head.digest())
            .put("signature", head.signature()));
  }

  static SourceHead head(byte[] value) throws VestibuleException {
    JsonNode root = read(value);
    try {
      return new SourceHead(
          root.path("source").asText(),
          root.path("counter").asLong(),
          Instant.parse(root.path("until").asText()),
          root.path("digest").asText(),
          root.path("signature").asText());
    } catch (RuntimeException e) {
      throw broken();
    }
  }

  /** The highest counter of each source, and under the empty name that of the shelf. */
  static byte[] counters(Map<String, Long> counters) {
    ObjectNode root = JSON.createObjectNode();
    counters.forEach(root::put);
    return bytes(root);
  }

  static Map<String, Long> counters(byte[] value) throws VestibuleException {
    Map<String, Long> counters = new TreeMap<>();
    read(value)
        .fields()
        .forEachRemaining(each -> counters.put(each.getKey(), each.getValue().asLong()));
    return counters;
  }

  private static byte[] bytes(ObjectNode root) {
    try {
      return JSON.writeValueAsBytes(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of texts and numbers is always written", e);
    }
  }

  private static JsonNode read(byte[] value) throws VestibuleException {
    try {
      return JSON.readTree(value);
    } catch (IOException e) {
      throw broken();
    }
  }

  /** Without the cause, which could quote a number. */
  private static VestibuleException broken() {
    return new VestibuleException(
        "cards-unreadable",
        "a value of the shelf cards",
        "another form",
        "what this version writes",
        "Assign the cards of that person again, or update the gateway.");
  }
}
