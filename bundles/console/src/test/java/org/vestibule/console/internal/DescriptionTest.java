// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.io.InputStream;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.access.Permission;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The description of the interface, beside the table of routes and what they answer. */
class DescriptionTest {
  private static final List<String> METHODS = List.of("get", "post", "put", "delete");

  @TempDir Path data;
  private SampleConsole console;
  private JsonNode description;

  @BeforeEach
  void start() throws Exception {
    console = new SampleConsole(data, 0, 1000);
    SampleDay.fill(console.sample);
    try (InputStream in = DescriptionTest.class.getResourceAsStream(DescriptionResource.FILE)) {
      Object parsed = new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
      description = new ObjectMapper().valueToTree(parsed);
    }
  }

  @AfterEach
  void stop() throws Exception {
    console.close();
  }

  @Test
  void isOpenApiAsAnIndependentParserReadsIt() throws Exception {
    String text = Client.operator(console).get("/api/openapi.yaml").body();
    SwaggerParseResult read = new OpenAPIV3Parser().readContents(text);
    assertThat(read.getMessages()).isEmpty();
    assertThat(read.getOpenAPI().getOpenapi()).isEqualTo("3.1.0");
    assertThat(read.getOpenAPI().getPaths()).hasSameSizeAs(description.path("paths"));
  }

  @Test
  void saysOfEachRouteWhoMayAskAndOfNoOther() {
    Map<String, String> said = new TreeMap<>();
    operations((path, method, operation) -> said.put(method + " " + path, access(operation)));
    Map<String, String> held = new TreeMap<>();
    for (Router.Route route : console.api.router().routes()) {
      held.put(route.method() + " /api" + route.path(), access(route));
    }
    assertThat(said).isEqualTo(held);
  }

  @Test
  void namesEveryPermissionThatThereIs() {
    JsonNode named = description.at("/components/schemas/Caller/properties/permissions/items/enum");
    assertThat(named)
        .extracting(JsonNode::asText)
        .containsExactlyInAnyOrderElementsOf(
            java.util.Arrays.stream(Permission.values()).map(Permission::label).toList());
  }

  @Test
  void eachReferenceLeadsSomewhereAndEachNameInAPathIsDescribed() {
    description
        .findValuesAsText("$ref")
        .forEach(
            reference ->
                assertThat(description.at(reference.substring(1)).isMissingNode())
                    .as(reference)
                    .isFalse());
    operations(
        (path, method, operation) -> {
          for (String part : path.split("/")) {
            if (part.startsWith("{")) {
              JsonNode parameter =
                  find(operation.path("parameters"), part.substring(1, part.length() - 1));
              assertThat(parameter.path("in").asText()).as(path).isEqualTo("path");
              assertThat(parameter.path("example").asText()).as(path).isNotEmpty();
            }
          }
          assertThat(operation.at("/responses/default/$ref").asText()).as(path).isNotEmpty();
        });
  }

  @Test
  void eachExampleReachesItsHandlerAndItsAnswerIsDescribed() {
    Client owner = Client.operator(console);
    operations(
        (path, method, operation) -> {
          if (path.equals("/api/events")) {
            return;
          }
          HttpResponse<String> answer = call(owner, path, method, operation);
          String where = method + " " + path + ": " + answer.body();
          assertThat(answer.statusCode()).as(where).isNotIn(403, 405, 415, 500);
          assertThat(answer.body())
              .as(where)
              .doesNotContain("unknown-path", "token-needed", "json-", "unknown-key");
          if (answer.statusCode() < 300) {
            JsonNode described =
                operation.path("responses").path(String.valueOf(answer.statusCode()));
            assertThat(described.isMissingNode()).as(where).isFalse();
            JsonNode schema = described.at("/content/application~1json/schema");
            if (!schema.isMissingNode() && !answer.body().startsWith("# ")) {
              new Shape(description).check(schema, Client.json(answer), where);
            }
          }
        });
  }

  private static HttpResponse<String> call(
      Client client, String path, String method, JsonNode operation) throws Exception {
    String filled = path;
    for (JsonNode parameter : operation.path("parameters")) {
      if (parameter.path("in").asText().equals("path")) {
        filled =
            filled.replace(
                "{" + parameter.path("name").asText() + "}",
                URLEncoder.encode(parameter.path("example").asText(), StandardCharsets.UTF_8));
      }
    }
    JsonNode body = operation.at("/requestBody/content");
    String type = body.isEmpty() ? "" : body.fieldNames().next();
    HttpRequest.Builder request = client.request(filled);
    if (!type.isEmpty()) {
      request.header("Content-Type", type);
    }
    String content = type.isEmpty() ? "" : body.path(type).path("example").toString();
    return client.send(request.method(method, HttpRequest.BodyPublishers.ofString(content)));
  }

  private static String access(JsonNode operation) {
    if (operation.has("security") && operation.path("security").isEmpty()) {
      return "open";
    }
    String permission = operation.path("x-vestibule-permission").asText("missing");
    return permission + " " + operation.path("x-vestibule-reach").asText("");
  }

  private static String access(Router.Route route) {
    return switch (route.reach()) {
      case ANYBODY -> "open";
      case LOGGED_IN -> "logged-in ";
      case SOMEWHERE -> route.permission().orElseThrow().label() + " somewhere";
      case EVERYWHERE -> route.permission().orElseThrow().label() + " building";
    };
  }

  private static JsonNode find(JsonNode parameters, String name) {
    for (JsonNode parameter : parameters) {
      if (parameter.path("name").asText().equals(name)) {
        return parameter;
      }
    }
    throw new AssertionError("no parameter " + name);
  }

  /** Looks at one operation. */
  @FunctionalInterface
  private interface Look {
    void at(String path, String method, JsonNode operation) throws Exception;
  }

  private void operations(Look look) {
    description
        .path("paths")
        .fields()
        .forEachRemaining(
            path ->
                path.getValue()
                    .fields()
                    .forEachRemaining(
                        method -> {
                          assertThat(METHODS).contains(method.getKey());
                          try {
                            look.at(
                                path.getKey(),
                                method.getKey().toUpperCase(Locale.ROOT),
                                method.getValue());
                          } catch (Exception e) {
                            throw new AssertionError(path.getKey(), e);
                          }
                        }));
  }
}
