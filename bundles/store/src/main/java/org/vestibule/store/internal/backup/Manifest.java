// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.backup;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a backup says of itself; the house's signature is over its bytes.
 *
 * @param audit how many lines of the audit were good when it was made; -1 where that was not known
 * @param entries length and hash of each other entry
 */
record Manifest(
    Instant madeAt, int schema, long people, long audit, Map<String, Manifest.Entry> entries) {
  /** The longest manifest, in bytes. */
  static final int MAX_BYTES = 64 << 10;

  static final String NAME = "manifest.json";
  static final String SIGNATURE = "manifest.sig";
  static final String DATABASE = "house.mv.db";
  static final String AUDIT = "audit.jsonl";
  static final String KEY = "house.pub";

  private static final int FORMAT = 1;
  private static final Set<String> KNOWN = Set.of(DATABASE, AUDIT, KEY);
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /**
   * An entry.
   *
   * @param bytes its length
   * @param sha256 64 hex digits
   */
  record Entry(long bytes, String sha256) {}

  Manifest {
    entries = java.util.Collections.unmodifiableMap(new TreeMap<>(entries));
  }

  byte[] bytes() throws IOException {
    ObjectNode node = JSON.createObjectNode();
    node.put("format", FORMAT);
    node.put("madeAt", madeAt.toString());
    node.put("schema", schema);
    node.put("people", people);
    node.put("audit", audit);
    ObjectNode all = node.putObject("entries");
    entries.forEach(
        (name, entry) ->
            all.putObject(name).put("bytes", entry.bytes()).put("sha256", entry.sha256()));
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(node);
  }

  /**
   * Reads a manifest.
   *
   * @throws IllegalArgumentException saying what is wrong
   */
  static Manifest read(byte[] bytes) {
    try {
      JsonNode node = JSON.readTree(bytes);
      if (node.path("format").asInt() != FORMAT) {
        throw new IllegalArgumentException("its format is not " + FORMAT);
      }
      Map<String, Entry> entries = new TreeMap<>();
      node.required("entries")
          .fields()
          .forEachRemaining(
              each -> entries.put(each.getKey(), entry(each.getKey(), each.getValue())));
      if (!entries.containsKey(DATABASE)) {
        throw new IllegalArgumentException("it has no " + DATABASE);
      }
      return new Manifest(
          Instant.parse(node.required("madeAt").asText()),
          node.required("schema").asInt(),
          node.required("people").asLong(),
          node.required("audit").asLong(),
          entries);
    } catch (IOException | java.time.DateTimeException e) {
      throw new IllegalArgumentException("its manifest cannot be read", e);
    }
  }

  private static Entry entry(String name, JsonNode node) {
    long bytes = node.path("bytes").asLong(-1);
    String sha256 = node.path("sha256").asText();
    if (!KNOWN.contains(name) || bytes < 0 || !sha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("its manifest names an entry that no backup has");
    }
    return new Entry(bytes, sha256);
  }
}
