// SPDX-License-Identifier: Apache-2.0
package org.vestibule.itests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Somebody who asks over REST with a token, or without one. */
final class RestCaller {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final URI gateway;
  private final String token;

  RestCaller(URI gateway, String token) {
    this.gateway = gateway;
    this.token = token;
  }

  /** An answer; its body is read only when it is JSON and no stream. */
  record Answer(int status, JsonNode body) {
    String code() {
      return body.path("code").asText();
    }
  }

  Answer ask(String method, String path, Object body) throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(gateway.resolve(path)).timeout(PATIENCE);
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    if (body == null) {
      request.method(method, HttpRequest.BodyPublishers.noBody());
    } else {
      request.header("Content-Type", "application/json");
      request.method(method, HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
    }
    HttpResponse<InputStream> response =
        CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream in = response.body()) {
      String type = response.headers().firstValue("Content-Type").orElse("");
      boolean json = type.startsWith("application/json") || type.contains("problem+json");
      return new Answer(
          response.statusCode(), json ? JSON.readTree(in) : MissingNode.getInstance());
    }
  }

  Answer ask(OpenApiFile.Operation operation) throws IOException, InterruptedException {
    return ask(operation.method(), operation.path(), operation.body());
  }
}
