// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.visit;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vestibule.api.door.Decision;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.intent.Intent;
import org.vestibule.api.intent.Triage;
import org.vestibule.api.notice.Audience;
import org.vestibule.api.station.StationId;
import org.vestibule.api.visit.StageTiming;
import org.vestibule.api.visit.VisitId;
import org.vestibule.api.visit.VisitStory;

/** Makes a story of what was sealed, with the names that may be given back. Used by one thread. */
final class StoryReader {
  private final JsonNode json;
  private final Marks marks;
  private final String instead;

  /**
   * @param instead stands in sentences where a name is not given back
   */
  StoryReader(JsonNode json, Marks marks, String instead) {
    this.json = json;
    this.marks = marks;
    this.instead = instead;
  }

  /**
   * Returns the story.
   *
   * @throws IllegalArgumentException if it is none
   */
  VisitStory story() {
    try {
      return new VisitStory(
          new VisitId(code(json, "id")),
          new StationId(code(json, "station")),
          new DoorId(code(json, "door")),
          Instant.parse(code(json, "openedAt")),
          given(json, "closedAt").map(JsonNode::asText).map(Instant::parse),
          json.path("presses").asInt(),
          given(json, "claimedName").map(JsonNode::asText).flatMap(marks::name),
          given(json, "face").map(JsonNode::asText),
          given(json, "faceReason").map(JsonNode::asText).map(this::text),
          given(json, "challenge").map(JsonNode::asText),
          Optional.empty(),
          given(json, "triage").map(this::triage),
          given(json, "decision").map(this::decision),
          given(json, "outcome").map(this::outcome),
          degraded(),
          waterfall());
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("a time that is none", e);
    }
  }

  private Triage triage(JsonNode from) {
    return new Triage(
        Intent.valueOf(code(from, "intent")),
        code(from, "label"),
        (float) from.path("confidence").asDouble(),
        sentence(from, "reason"),
        code(from, "model"));
  }

  private Decision decision(JsonNode from) {
    String reason = sentence(from, "reason");
    String type = code(from, "type");
    return switch (type) {
      case "Admit" -> new Decision.Admit(marks.person(code(from, "person")), reason);
      case "Ring" ->
          new Decision.Ring(
              from.path("urgent").asBoolean(), reason, Audience.valueOf(code(from, "audience")));
      case "Direct" ->
          new Decision.Direct(Decision.Direction.valueOf(code(from, "direction")), reason);
      case "AskMore" ->
          new Decision.AskMore(sentence(from, "question"), reason, from.path("code").asBoolean());
      case "Refuse" -> new Decision.Refuse(reason);
      default -> throw new IllegalArgumentException("a decision of an unknown type");
    };
  }

  private DoorOutcome outcome(JsonNode from) {
    String sentence = sentence(from, "sentence");
    String type = code(from, "type");
    return switch (type) {
      case "Opened" -> new DoorOutcome.Opened(sentence, from.path("confirmedNanos").asLong());
      case "Denied" -> new DoorOutcome.Denied(code(from, "code"), sentence);
      case "Unreachable" -> new DoorOutcome.Unreachable(sentence);
      case "TimedOut" -> new DoorOutcome.TimedOut(sentence);
      case "Cancelled" -> new DoorOutcome.Cancelled(code(from, "code"), sentence);
      default -> throw new IllegalArgumentException("an outcome of an unknown type");
    };
  }

  private List<String> degraded() {
    List<String> sentences = new ArrayList<>();
    json.path("degraded").forEach(each -> sentences.add(text(each.asText())));
    return sentences;
  }

  private List<StageTiming> waterfall() {
    List<StageTiming> stages = new ArrayList<>();
    for (JsonNode each : json.path("waterfall")) {
      stages.add(
          new StageTiming(
              code(each, "stage"),
              each.path("startMicros").asLong(),
              each.path("durationMicros").asLong()));
    }
    return stages;
  }

  private String sentence(JsonNode from, String name) {
    return text(code(from, name));
  }

  private String text(String marked) {
    return marks.text(marked, instead);
  }

  private static Optional<JsonNode> given(JsonNode from, String name) {
    return Optional.ofNullable(from.get(name)).filter(value -> !value.isNull());
  }

  private static String code(JsonNode from, String name) {
    return given(from, name)
        .filter(JsonNode::isTextual)
        .map(JsonNode::asText)
        .orElseThrow(() -> new IllegalArgumentException("no " + name));
  }
}
