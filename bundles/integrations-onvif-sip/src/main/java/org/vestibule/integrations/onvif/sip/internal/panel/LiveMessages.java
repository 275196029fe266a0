// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.panel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.ReaderDisplay;
import org.vestibule.api.station.StationInfo;
import org.vestibule.api.visit.VisitId;

/** The texts between a live panel and the house: JSON objects, each with a {@code type}. */
final class LiveMessages {
  private static final int MOST_DEPTH = 4;
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  static {
    JSON.getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder().maxNestingDepth(MOST_DEPTH).build());
  }

  private LiveMessages() {}

  /** Returns a message that has a text {@code type}. */
  static ObjectNode parse(String message) throws Refusal {
    try {
      JsonNode fields = JSON.readTree(message);
      if (fields instanceof ObjectNode object && object.path("type").isTextual()) {
        return object;
      }
    } catch (JsonProcessingException e) {
      // Jackson's message quotes the input, and the input may hold a token or a code.
      throw invalid("not JSON");
    }
    throw invalid("no object with a text 'type'");
  }

  /** Returns a field that is a text or absent. */
  static Optional<String> text(ObjectNode message, String name) throws Refusal {
    JsonNode value = message.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      throw invalid("a '" + name + "' that is no text");
    }
    return Optional.of(value.textValue());
  }

  static byte[] write(ObjectNode fields) {
    return json(fields).getBytes(StandardCharsets.UTF_8);
  }

  static String welcome(HttpStation station, String building) {
    StationInfo info = station.info();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("type", "welcome");
    fields.put("station", info.id().value());
    fields.put("title", info.title());
    fields.put("building", building);
    fields.put("units", station.units());
    fields.put("video", info.video());
    fields.put("audio", info.audio());
    fields.put("talk", station.talks());
    return json(fields);
  }

  static String visit(VisitId visit, Map<String, Object> shown) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("type", "visit");
    fields.put("visit", visit.value());
    fields.putAll(shown);
    return json(fields);
  }

  static String display(ReaderDisplay display) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("type", "display");
    display.light().ifPresent(light -> fields.put("light", light.name().toLowerCase(Locale.ROOT)));
    fields.put("blinking", display.blinking());
    fields.put("beeping", display.beeping());
    fields.put("text", display.text());
    return json(fields);
  }

  static String problem(Refusal refusal) {
    VestibuleException problem = refusal.problem();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("type", "problem");
    fields.put("status", refusal.status());
    fields.put("code", problem.code());
    fields.put("input", problem.input());
    fields.put("found", problem.found());
    fields.put("allowed", problem.allowed());
    fields.put("remedy", problem.remedy());
    return json(fields);
  }

  static Refusal invalid(String found) {
    return new Refusal(
        400,
        "message-invalid",
        "message",
        found,
        "hello, then language, press, keys, end; a picture or sound after its first byte",
        "Correct the message.");
  }

  private static String json(Object fields) {
    try {
      return JSON.writeValueAsString(fields);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("plain fields can always be written", e);
    }
  }
}
