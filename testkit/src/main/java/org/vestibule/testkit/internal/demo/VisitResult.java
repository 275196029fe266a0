// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One visit of the demonstration, held against what was expected of it.
 *
 * @param scenario what was played
 * @param expected what should happen, for people
 * @param story the visit as the gateway tells it
 * @param held whether it happened
 */
record VisitResult(String scenario, String expected, JsonNode story, boolean held) {
  String visit() {
    return story.path("id").asText();
  }

  String door() {
    JsonNode outcome = story.path("outcome");
    if (outcome.isMissingNode()) {
      return story.path("decision").path("type").asText("-").equals("Refuse")
          ? "refused"
          : "closed";
    }
    return outcome.path("type").asText().equals("Opened")
        ? "opened"
        : outcome.path("type").asText();
  }

  String face() {
    return story.path("face").asText("-");
  }

  String intent() {
    return story.path("triage").path("intent").asText("-");
  }

  String reason() {
    return story.path("decision").path("reason").asText("-");
  }

  /** Returns milliseconds from the picture's capture to the lock's confirmation, or NaN. */
  double captureToRelayMillis() {
    for (JsonNode stage : story.path("waterfall")) {
      if (stage.path("stage").asText().equals("capture-to-relay")) {
        return stage.path("durationMicros").asLong() / 1000.0;
      }
    }
    return Double.NaN;
  }

  Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("scenario", scenario);
    fields.put("visit", visit());
    fields.put("expected", expected);
    fields.put("held", held);
    fields.put("door", door());
    fields.put("face", face());
    fields.put("intent", intent());
    fields.put("reason", reason());
    if (!Double.isNaN(captureToRelayMillis())) {
      fields.put("capture_to_relay_ms", captureToRelayMillis());
    }
    return fields;
  }
}
