// SPDX-License-Identifier: Apache-2.0
package org.vestibule.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.audit.AuditEntry;
import org.vestibule.core.internal.audit.AuditNeighbours;
import org.vestibule.core.internal.audit.AuditService;

class ProofToolTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path data;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private KeyPair house;
  private Path receipt;

  @BeforeEach
  void erase() throws Exception {
    house = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    Files.createDirectories(data.resolve("trust"));
    Files.writeString(
        data.resolve("trust").resolve("house.pub"),
        Base64.getEncoder().encodeToString(house.getPublic().getEncoded()));
    AuditService audit = new AuditService(new AuditNeighbours(), data);
    AuditEntry line = audit.record("store", "person-erased", Map.of("person", "subject-1"));
    audit.stop();
    receipt = write(receipt(line.sequence(), line.hash()));
  }

  @Test
  void aReceiptThatSomebodyChangedIsRefused() throws Exception {
    Files.writeString(
        receipt, Files.readString(receipt).replace("\"requested\"", "\"tenancy-ended\""));
    assertThat(run("erase", "verify", receipt.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("receipt-broken", "signature", "remedy");
  }

  @Test
  void aReceiptWhoseLineIsGoneIsRefused() throws Exception {
    Path trail = data.resolve("audit").resolve("audit.jsonl");
    Files.write(trail, Files.readAllLines(trail).subList(0, 1));
    assertThat(run("erase", "verify", receipt.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("receipt-broken", "line 2");
  }

  @Test
  void aReceiptOfAnotherHouseIsRefused() throws Exception {
    house = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    Path other = write(receipt(2, "0".repeat(64)));
    assertThat(run("erase", "verify", other.toString())).isEqualTo(1);
  }

  @Test
  void whatIsNoReceiptIsAnErrorAndNoTrace() throws Exception {
    Path none = Files.writeString(data.resolve("none.json"), "{\"a\":1,\"a\":2}");
    assertThat(run("erase", "verify", none.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("receipt-broken").doesNotContain("Exception");
  }

  @Test
  void withoutAGatewayItHoldsAsFarAsCouldBeChecked() throws Exception {
    assertThat(run("erase", "verify", receipt.toString())).isEqualTo(3);
    assertThat(out.toString()).contains("good  The house has signed", "open  Keys");
  }

  @Test
  void theGatewaysAnswerDecides() throws Exception {
    Files.createDirectories(data.resolve("secrets"));
    Files.writeString(data.resolve("secrets").resolve("operator.token"), "t".repeat(43));
    List<String> asked = new ArrayList<>();
    String answer =
        "{\"holds\":false,\"checks\":[{\"name\":\"rows\",\"good\":false,\"sentence\":\"A row is"
            + " left.\"}]}";
    HttpServer gateway = serve(answer, asked);
    try {
      String port = Integer.toString(gateway.getAddress().getPort());
      assertThat(run("--port", port, "erase", "verify", receipt.toString())).isEqualTo(1);
    } finally {
      gateway.stop(0);
    }
    assertThat(asked).containsExactly("Bearer " + "t".repeat(43));
    assertThat(out.toString()).contains("BAD   A row is left.");
  }

  @Test
  void anAuditThatNobodySignedHoldsAsFarAsCouldBeChecked() {
    assertThat(run("audit", "verify")).isEqualTo(3);
    assertThat(out.toString()).contains("2 lines", "Nothing of it is signed");
  }

  @Test
  void anAuditThatEndsBeforeWhatWasNotedIsCut() {
    assertThat(run("audit", "verify", "--expect", "9:" + "a".repeat(64))).isEqualTo(1);
    assertThat(err.toString()).contains("audit-cut");
  }

  @Test
  void wrongUseIsTold() {
    assertThat(run("audit")).isEqualTo(2);
    assertThat(run("audit", "verify", "--expect", "9")).isEqualTo(2);
    assertThat(err.toString()).contains("usage: ./vestibule audit verify");
  }

  private int run(String... words) {
    List<String> all = new ArrayList<>(List.of("--port", "1", "--data", data.toString()));
    all.addAll(List.of(words));
    return ProofTool.run(
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        all.toArray(new String[0]));
  }

  private static HttpServer serve(String answer, List<String> asked) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/api/receipts/verify",
        exchange -> {
          asked.add(exchange.getRequestHeaders().getFirst("Authorization"));
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(200, answer.length());
          exchange.getResponseBody().write(answer.getBytes(StandardCharsets.UTF_8));
          exchange.close();
        });
    server.start();
    return server;
  }

  private static ObjectNode receipt(long sequence, String hash) {
    ObjectNode receipt = JSON.createObjectNode();
    receipt.put("id", "r-1").put("subject", "subject-1").put("at", "2026-01-02T03:04:05Z");
    receipt.put("reason", "requested").putObject("removed").put("records", 3);
    receipt.put("keyDigest", "0".repeat(64)).put("epoch", 2);
    return receipt.put("auditSequence", sequence).put("auditHash", hash);
  }

  private Path write(ObjectNode receipt) throws IOException, GeneralSecurityException {
    Signature signature = Signature.getInstance("Ed25519");
    signature.initSign(house.getPrivate());
    signature.update("vestibule:erasure\n".getBytes(StandardCharsets.UTF_8));
    signature.update(new JsonCanonicalizer(receipt.toString()).getEncodedUTF8());
    receipt.put("signature", Base64.getEncoder().encodeToString(signature.sign()));
    return Files.writeString(data.resolve("receipt.json"), receipt.toString());
  }
}
