// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.erasure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * How far an erasure is; in the database until the receipt takes its place. The person's id is in
 * it, sealed by the person's own key, so that whoever holds something can still be asked after a
 * crash; with the key it is gone.
 *
 * @param sealedPerson empty once the key is destroyed
 * @param keyDigest of the destroyed key; empty before
 * @param epoch the vault's epoch after that
 */
record Progress(
    UUID id,
    UUID subject,
    Instant at,
    String reason,
    Map<String, Integer> removed,
    Optional<byte[]> sealedPerson,
    Optional<String> keyDigest,
    long epoch) {
  private static final ObjectMapper JSON = new ObjectMapper();

  Progress {
    removed = Map.copyOf(removed);
  }

  /** Adds what holders dropped; a repetition drops nothing more and forgets nothing. */
  Progress dropped(Map<String, Integer> more) {
    Map<String, Integer> all = new TreeMap<>(removed);
    more.forEach((holder, count) -> all.merge(holder, count, Math::max));
    return new Progress(id, subject, at, reason, all, sealedPerson, keyDigest, epoch);
  }

  Progress destroyed(String digest, long newEpoch) {
    return new Progress(
        id, subject, at, reason, removed, Optional.empty(), Optional.of(digest), newEpoch);
  }

  String text() {
    ObjectNode json = JSON.createObjectNode();
    json.put("id", id.toString()).put("subject", subject.toString());
    json.put("at", at.toString()).put("reason", reason).put("epoch", epoch);
    removed.forEach(json.putObject("removed")::put);
    sealedPerson.ifPresent(
        name -> json.put("sealedPerson", Base64.getEncoder().encodeToString(name)));
    keyDigest.ifPresent(digest -> json.put("keyDigest", digest));
    return json.toString();
  }

  static Progress read(String text) {
    try {
      JsonNode json = JSON.readTree(text);
      return new Progress(
          UUID.fromString(json.path("id").asText()),
          UUID.fromString(json.path("subject").asText()),
          Instant.parse(json.path("at").asText()),
          json.path("reason").asText(),
          ReceiptCodec.removed(json),
          Optional.ofNullable(json.get("sealedPerson"))
              .map(name -> Base64.getDecoder().decode(name.asText())),
          Optional.ofNullable(json.get("keyDigest")).map(JsonNode::asText),
          json.path("epoch").asLong());
    } catch (IOException | RuntimeException e) {
      throw new IllegalStateException("a stored erasure is not what was stored", e);
    }
  }

  @Override
  public String toString() {
    return "Progress[" + id + "]";
  }
}
