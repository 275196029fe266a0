// SPDX-License-Identifier: Apache-2.0
package org.vestibule.proof;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.erdtman.jcs.JsonCanonicalizer;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.audit.AuditEntry;
import org.vestibule.core.internal.audit.TrailCheck;

/** Checks a receipt of an erasure: first without the gateway, then by asking it. */
final class ErasureProof {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private static final long MOST_BYTES = 64 * 1024;

  private final ProofTool.Order order;

  ErasureProof(ProofTool.Order order) {
    this.order = order;
  }

  int print(PrintStream out) throws VestibuleException, IOException {
    ObjectNode receipt = receipt(order.receipt().orElseThrow());
    checkSignature(receipt);
    out.println("good  The house has signed this receipt, and nothing in it was changed.");
    checkAudit(receipt);
    out.println(
        "good  Line " + receipt.path("auditSequence").asLong() + " of the audit tells of it.");
    Optional<JsonNode> answer = RunningGateway.verify(order, receipt);
    if (answer.isEmpty()) {
      out.println(
          "open  Keys, rows, caches and backups were not looked at: no gateway answers on port "
              + order.port()
              + ".");
      return 3;
    }
    for (JsonNode check : answer.get().path("checks")) {
      out.println(
          (check.path("good").asBoolean() ? "good  " : "BAD   ") + check.path("sentence").asText());
    }
    return answer.get().path("holds").asBoolean() ? 0 : 1;
  }

  private static ObjectNode receipt(Path file) throws VestibuleException, IOException {
    if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
      throw broken(file.toString(), "no file, or one that is too long", "a receipt");
    }
    try {
      if (JSON.readTree(Files.readString(file)) instanceof ObjectNode receipt) {
        return receipt;
      }
    } catch (JsonProcessingException | CharacterCodingException e) {
      // RFC 8259, section 8.1: UTF-8 and nothing else, which the parser would guess at otherwise.
      throw broken(file.toString(), "no JSON in UTF-8", "a receipt");
    }
    throw broken(file.toString(), "no object", "a receipt");
  }

  private void checkSignature(ObjectNode receipt) throws VestibuleException, IOException {
    ObjectNode signed = receipt.deepCopy();
    signed.remove("signature");
    byte[] canonical = new JsonCanonicalizer(signed.toString()).getEncodedUTF8();
    Optional<Boolean> good =
        Keys.of(order)
            .verifies(Optional.empty(), "erasure", canonical, receipt.path("signature").asText());
    if (good.isEmpty()) {
      throw new VestibuleException(
          "receipt-not-ours",
          "the receipt's signature",
          "no public key of the house in trust/house*.pub",
          "the key that signed",
          "Name the data folder of the gateway that gave it, or the key with --key");
    }
    if (!good.get()) {
      throw broken(
          "the receipt", "its signature does not fit its content", "what the house signed");
    }
  }

  private void checkAudit(ObjectNode receipt) throws VestibuleException, IOException {
    long sequence = receipt.path("auditSequence").asLong();
    AtomicReference<AuditEntry> line = new AtomicReference<>();
    TrailCheck.check(
        order.data(),
        Keys.of(order),
        List.of(),
        entry -> {
          if (entry.sequence() == sequence) {
            line.set(entry);
          }
        });
    AuditEntry entry = line.get();
    if (entry == null
        || !entry.hash().equals(receipt.path("auditHash").asText())
        || !entry.action().equals("person-erased")) {
      throw broken(
          "the audit's line " + sequence,
          entry == null ? "it is not there" : "it tells of something else",
          "the line that the receipt names");
    }
  }

  private static VestibuleException broken(String input, String found, String allowed) {
    return new VestibuleException(
        "receipt-broken", input, found, allowed, "Keep both as evidence and ask who changed them");
  }
}
