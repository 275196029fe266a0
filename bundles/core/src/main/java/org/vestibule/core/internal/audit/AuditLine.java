// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.vestibule.api.audit.AuditEntry;

/**
 * The canonical form of one entry: a JSON object in fixed order, details sorted by key, ASCII only,
 * no spaces. The hash is SHA-256 (FIPS 180-4) over that form without its {@code hash}.
 */
final class AuditLine {
  /** What the first entry names as the hash before it. */
  static final String ORIGIN = "0".repeat(64);

  private static final int MAX_VALUE = 500;
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private AuditLine() {}

  /** An entry and its line with the line feed. */
  record Written(AuditEntry entry, byte[] line) {}

  /** Makes the entry that follows; endless values are cut. */
  static Written next(long sequence, Instant at, Fact fact, String previousHash) {
    Map<String, String> cut = new TreeMap<>();
    fact.details().forEach((key, value) -> cut.put(cut(key), cut(value)));
    AuditEntry open =
        new AuditEntry(
            sequence,
            at,
            cut(fact.actor()),
            cut(fact.through()),
            cut(fact.action()),
            cut,
            previousHash,
            "");
    byte[] content = content(open);
    String hash = Digests.sha256(content);
    return new Written(with(hash, open), line(content, hash));
  }

  private static AuditEntry with(String hash, AuditEntry open) {
    return new AuditEntry(
        open.sequence(),
        open.at(),
        open.actor(),
        open.through(),
        open.action(),
        open.details(),
        open.previousHash(),
        hash);
  }

  /** Returns the line with its line feed. */
  static byte[] encode(AuditEntry entry) {
    return line(content(entry), entry.hash());
  }

  /** The hash stands last, so that what it is over is written once: the line up to it. */
  private static byte[] line(byte[] content, String hash) {
    byte[] end = (",\"hash\":\"" + hash + "\"}\n").getBytes(StandardCharsets.US_ASCII);
    byte[] line = Arrays.copyOf(content, content.length - 1 + end.length);
    System.arraycopy(end, 0, line, content.length - 1, end.length);
    return line;
  }

  /**
   * Reads a line and checks that it is canonical and that its hash is that of its content.
   *
   * @param line without its line feed
   * @throws IllegalArgumentException saying what is wrong
   */
  static AuditEntry decode(byte[] line) {
    AuditEntry entry;
    try {
      entry = entry(JSON.readTree(line));
    } catch (java.io.IOException | RuntimeException e) {
      throw new IllegalArgumentException("it is not an audit entry", e);
    }
    byte[] content = content(entry);
    byte[] again = line(content, entry.hash());
    if (!Arrays.equals(again, 0, again.length - 1, line, 0, line.length)) {
      throw new IllegalArgumentException("it is not in canonical form");
    }
    if (!Digests.sha256(content).equals(entry.hash())) {
      throw new IllegalArgumentException("its content does not match its hash");
    }
    return entry;
  }

  private static AuditEntry entry(JsonNode node) {
    Map<String, String> details = new TreeMap<>();
    node.required("details")
        .fields()
        .forEachRemaining(field -> details.put(field.getKey(), field.getValue().textValue()));
    return new AuditEntry(
        node.required("sequence").asLong(),
        Instant.parse(node.required("at").asText()),
        node.required("actor").asText(),
        node.path("through").asText(""),
        node.required("action").asText(),
        details,
        node.required("previousHash").asText(),
        node.required("hash").asText());
  }

  private static byte[] content(AuditEntry entry) {
    ObjectNode node = JSON.createObjectNode();
    node.put("sequence", entry.sequence());
    node.put("at", entry.at().toString());
    node.put("actor", entry.actor());
    // Lines of the first version do not say it, and their hash is without it.
    if (!entry.through().isEmpty()) {
      node.put("through", entry.through());
    }
    node.put("action", entry.action());
    ObjectNode facts = node.putObject("details");
    new TreeMap<>(entry.details()).forEach(facts::put);
    node.put("previousHash", entry.previousHash());
    try {
      return JSON.writeValueAsBytes(node); // ASCII, and so one byte for each character.
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("strings and numbers have a JSON form", e);
    }
  }

  private static String cut(String text) {
    return text.length() > MAX_VALUE ? text.substring(0, MAX_VALUE) : text;
  }
}
