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
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
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

  /** Makes the entry that follows; endless values are cut. */
  static AuditEntry next(
      long sequence,
      Instant at,
      String actor,
      String action,
      Map<String, String> details,
      String previousHash) {
    Map<String, String> cut = new TreeMap<>();
    details.forEach((key, value) -> cut.put(cut(key), cut(value)));
    String content = ascii(content(sequence, at, cut(actor), cut(action), cut, previousHash));
    return new AuditEntry(
        sequence, at, cut(actor), cut(action), cut, previousHash, sha256(ascii(content)));
  }

  /** Returns the line with its line feed. */
  static byte[] encode(AuditEntry entry) {
    ObjectNode content =
        content(
            entry.sequence(),
            entry.at(),
            entry.actor(),
            entry.action(),
            new TreeMap<>(entry.details()),
            entry.previousHash());
    return ascii(ascii(content.put("hash", entry.hash())) + "\n");
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
      JsonNode node = JSON.readTree(line);
      Map<String, String> details = new TreeMap<>();
      node.required("details")
          .fields()
          .forEachRemaining(field -> details.put(field.getKey(), field.getValue().textValue()));
      entry =
          new AuditEntry(
              node.required("sequence").asLong(),
              Instant.parse(node.required("at").asText()),
              node.required("actor").asText(),
              node.required("action").asText(),
              details,
              node.required("previousHash").asText(),
              node.required("hash").asText());
    } catch (java.io.IOException | RuntimeException e) {
      throw new IllegalArgumentException("it is not an audit entry", e);
    }
    byte[] again = encode(entry);
    if (!Arrays.equals(again, 0, again.length - 1, line, 0, line.length)) {
      throw new IllegalArgumentException("it is not in canonical form");
    }
    AuditEntry honest =
        next(
            entry.sequence(),
            entry.at(),
            entry.actor(),
            entry.action(),
            entry.details(),
            entry.previousHash());
    if (!honest.hash().equals(entry.hash())) {
      throw new IllegalArgumentException("its content does not match its hash");
    }
    return entry;
  }

  private static ObjectNode content(
      long sequence,
      Instant at,
      String actor,
      String action,
      Map<String, String> details,
      String previousHash) {
    ObjectNode node = JSON.createObjectNode();
    node.put("sequence", sequence);
    node.put("at", at.toString());
    node.put("actor", actor);
    node.put("action", action);
    ObjectNode facts = node.putObject("details");
    details.forEach(facts::put);
    node.put("previousHash", previousHash);
    return node;
  }

  private static String ascii(ObjectNode node) {
    try {
      return JSON.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("strings and numbers have a JSON form", e);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static String cut(String text) {
    return text.length() > MAX_VALUE ? text.substring(0, MAX_VALUE) : text;
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
