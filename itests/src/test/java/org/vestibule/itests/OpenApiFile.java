// SPDX-License-Identifier: Apache-2.0
package org.vestibule.itests;

import java.io.IOException;
import java.io.Reader;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The operations of the console, read from the file that describes them. */
final class OpenApiFile {
  static final Path FILE = House.ROOT.resolve("bundles/console/src/main/resources/openapi.yaml");
  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

  private OpenApiFile() {}

  /**
   * One operation with its examples in place.
   *
   * @param permission as its label; {@code logged-in} for whoever is logged in
   * @param open for anybody
   * @param everywhere needs the permission in the whole building
   * @param careful changes something even when it is called with its example
   * @param body a JSON value; {@code null} for none
   */
  record Operation(
      String method,
      String path,
      String permission,
      boolean open,
      boolean everywhere,
      boolean careful,
      Object body) {
    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  static List<Operation> operations() throws IOException {
    if (!Files.exists(FILE)) {
      return List.of();
    }
    try (Reader text = Files.newBufferedReader(FILE)) {
      Map<?, ?> root = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
      List<Operation> operations = new ArrayList<>();
      map(root.get("paths"))
          .forEach(
              (path, item) ->
                  map(item)
                      .forEach(
                          (method, operation) -> {
                            if (METHODS.contains(method)) {
                              operations.add(read(path.toString(), method, map(operation)));
                            }
                          }));
      return operations;
    }
  }

  private static Operation read(String pattern, Object method, Map<?, ?> operation) {
    String path = pattern;
    String query = "";
    Object parameters = operation.get("parameters");
    for (Object each : parameters == null ? List.of() : (List<?>) parameters) {
      Map<?, ?> parameter = map(each);
      String value = URLEncoder.encode(parameter.get("example") + "", StandardCharsets.UTF_8);
      if ("path".equals(parameter.get("in"))) {
        path = path.replace("{" + parameter.get("name") + "}", value);
      } else if ("query".equals(parameter.get("in"))) {
        query += (query.isEmpty() ? "?" : "&") + parameter.get("name") + "=" + value;
      }
    }
    Map<?, ?> content = map(map(operation.get("requestBody")).get("content"));
    return new Operation(
        method.toString().toUpperCase(Locale.ROOT),
        path + query,
        String.valueOf(operation.get("x-vestibule-permission")),
        operation.get("security") instanceof List<?> needed && needed.isEmpty(),
        "building".equals(operation.get("x-vestibule-reach")),
        Boolean.TRUE.equals(operation.get("x-vestibule-careful")),
        map(content.get("application/json")).get("example"));
  }

  private static Map<?, ?> map(Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }
}
