// SPDX-License-Identifier: Apache-2.0
package org.vestibule.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.vestibule.api.VestibuleException;

/** The gateway of the data folder, if it runs; asked with the token that lies there. */
final class RunningGateway {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private RunningGateway() {}

  /**
   * Has a receipt checked.
   *
   * @return the answer; empty when no gateway answers
   * @throws VestibuleException what the gateway says is wrong
   */
  static Optional<JsonNode> verify(ProofTool.Order order, JsonNode receipt)
      throws VestibuleException, IOException {
    Path token = order.data().resolve("secrets").resolve("operator.token");
    if (!Files.isRegularFile(token)) {
      return Optional.empty();
    }
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + order.port() + "/api/receipts/verify"))
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + Files.readString(token).strip())
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(receipt.toString()))
            .build();
    HttpResponse<byte[]> answer;
    try {
      answer =
          HttpClient.newBuilder()
              .connectTimeout(Duration.ofSeconds(5))
              .build()
              .send(request, BodyHandlers.ofByteArray());
    } catch (ConnectException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
    JsonNode body = new ObjectMapper().readTree(answer.body());
    if (answer.statusCode() / 100 == 2) {
      return Optional.of(body);
    }
    throw new VestibuleException(
        body.path("code").asText("gateway-unreachable"),
        body.path("input").asText("the gateway"),
        body.path("found").asText("HTTP " + answer.statusCode()),
        body.path("allowed").asText("an answer"),
        body.path("remedy").asText("Look at its log"));
  }
}
