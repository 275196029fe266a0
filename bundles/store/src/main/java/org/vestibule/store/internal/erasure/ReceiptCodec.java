// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.erasure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.erdtman.jcs.JsonCanonicalizer;
import org.vestibule.api.privacy.ErasureReceipt;

/** A receipt as JSON, and the canonical form that is signed (RFC 8785). */
final class ReceiptCodec {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ReceiptCodec() {}

  /** Returns the bytes that are signed: everything but the signature. */
  static byte[] signed(ErasureReceipt receipt) {
    ObjectNode json = tree(receipt);
    json.remove("signature");
    return canonical(json).getBytes(StandardCharsets.UTF_8);
  }

  /** Returns it as it is kept and handed out. */
  static String text(ErasureReceipt receipt) {
    return canonical(tree(receipt));
  }

  /** Reads what {@link #text} wrote. */
  static ErasureReceipt read(String text) {
    try {
      JsonNode json = JSON.readTree(text);
      return new ErasureReceipt(
          json.path("id").asText(),
          json.path("subject").asText(),
          Instant.parse(json.path("at").asText()),
          json.path("reason").asText(),
          removed(json),
          json.path("keyDigest").asText(),
          json.path("epoch").asLong(),
          json.path("auditSequence").asLong(),
          json.path("auditHash").asText(),
          json.path("signature").asText());
    } catch (IOException | RuntimeException e) {
      throw new IllegalStateException("a stored receipt is not what was stored", e);
    }
  }

  static Map<String, Integer> removed(JsonNode json) {
    Map<String, Integer> removed = new TreeMap<>();
    json.path("removed")
        .fields()
        .forEachRemaining(entry -> removed.put(entry.getKey(), entry.getValue().asInt()));
    return removed;
  }

  private static ObjectNode tree(ErasureReceipt receipt) {
    ObjectNode json = JSON.createObjectNode();
    json.put("id", receipt.id());
    json.put("subject", receipt.subject());
    json.put("at", receipt.at().toString());
    json.put("reason", receipt.reason());
    receipt.removed().forEach(json.putObject("removed")::put);
    json.put("keyDigest", receipt.keyDigest());
    json.put("epoch", receipt.epoch());
    json.put("auditSequence", receipt.auditSequence());
    json.put("auditHash", receipt.auditHash());
    json.put("signature", receipt.signature());
    return json;
  }

  static String canonical(JsonNode json) {
    try {
      return new JsonCanonicalizer(json.toString()).getEncodedString();
    } catch (IOException e) {
      throw new IllegalStateException("texts and whole numbers have a canonical form", e);
    }
  }
}
