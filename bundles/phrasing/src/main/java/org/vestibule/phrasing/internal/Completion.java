// SPDX-License-Identifier: Apache-2.0
package org.vestibule.phrasing.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.intent.SummaryPhraser;
import org.vestibule.api.intent.VisitSummary;

/**
 * What is asked, and how the answer is read: OpenAI's chat completions with structured output. The
 * answer must be of the schema that was sent: an object with the one text, and nothing else.
 */
final class Completion {
  private static final int MOST_TEXT = 1_500;
  private static final String TASK =
      "You write two or three plain sentences for the manager of a building about the visitors at"
          + " its doors. You are given the names of counts. Write each name exactly once in braces,"
          + " where its number and noun shall stand, for example {visits}, and {period} where the"
          + " period shall stand. Write no number yourself, neither in digits nor in letters. Answer"
          + " with a JSON object that has only the property text. Language: ";
  private static final JsonMapper JSON =
      JsonMapper.builder(
              com.fasterxml.jackson.core.JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(20)
                          .maxStringLength(64 * 1024)
                          .build())
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Completion() {}

  /** Returns the body of the request. */
  static byte[] request(Settings settings, List<VisitSummary.Count> counts, Locale language) {
    ObjectNode root = JSON.createObjectNode();
    root.put("model", settings.model());
    root.put("temperature", 0);
    root.put("max_tokens", settings.maxTokens());
    root.put("stream", false);
    ArrayNode messages = root.putArray("messages");
    messages.addObject().put("role", "system").put("content", TASK + language.toLanguageTag());
    messages.addObject().put("role", "user").put("content", names(counts));
    ObjectNode format = root.putObject("response_format").put("type", "json_schema");
    ObjectNode named = format.putObject("json_schema").put("name", "summary").put("strict", true);
    ObjectNode schema = named.putObject("schema").put("type", "object");
    schema.putObject("properties").putObject("text").put("type", "string");
    schema.putArray("required").add("text");
    schema.put("additionalProperties", false);
    try {
      return JSON.writeValueAsBytes(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values can be written", e);
    }
  }

  private static String names(List<VisitSummary.Count> counts) {
    ObjectNode given = JSON.createObjectNode();
    given.put(SummaryPhraser.PERIOD, "the period");
    counts.forEach(count -> given.put(count.name(), count.value()));
    return given.toString();
  }

  /**
   * Returns the text of an answer.
   *
   * @throws VestibuleException {@code phrasing-refused} for one of another form; it is never quoted
   */
  static String text(byte[] body) throws VestibuleException {
    JsonNode content = read(body).path("choices").path(0).path("message").path("content");
    if (!content.isTextual()) {
      throw refused("no choices[0].message.content");
    }
    JsonNode answer = read(content.textValue().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    JsonNode text = answer.path("text");
    if (!answer.isObject() || answer.size() != 1 || !text.isTextual()) {
      throw refused("content that is no object with the one text");
    }
    if (text.textValue().isBlank()) {
      throw refused("an empty text");
    }
    if (text.textValue().length() > MOST_TEXT) {
      throw refused(text.textValue().length() + " characters");
    }
    return text.textValue();
  }

  private static JsonNode read(byte[] json) throws VestibuleException {
    try {
      JsonNode node = JSON.readTree(json);
      if (node == null) {
        throw refused("nothing");
      }
      return node;
    } catch (IOException e) {
      throw refused("no JSON");
    }
  }

  private static VestibuleException refused(String found) {
    return new VestibuleException(
        "phrasing-refused",
        "answer of the language model",
        found,
        "{\"text\":\"at most " + MOST_TEXT + " characters\"} as the first choice's content",
        "Use a server that follows response_format, or another model.");
  }
}
