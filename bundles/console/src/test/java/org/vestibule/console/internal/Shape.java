// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Compares an answer with its schema: types, members that must be there, members that are known.
 */
record Shape(JsonNode description) {
  void check(JsonNode given, JsonNode value, String where) {
    JsonNode schema =
        given.has("$ref") ? description.at(given.path("$ref").asText().substring(1)) : given;
    switch (schema.path("type").asText()) {
      case "object" -> members(schema, value, where);
      case "array" -> {
        assertThat(value.isArray()).as(where).isTrue();
        value.forEach(item -> check(schema.path("items"), item, where));
      }
      case "string" -> assertThat(value.isTextual()).as(where).isTrue();
      case "integer" -> assertThat(value.isIntegralNumber()).as(where).isTrue();
      case "boolean" -> assertThat(value.isBoolean()).as(where).isTrue();
      default -> assertThat(value.isMissingNode()).as(where).isFalse();
    }
  }

  private void members(JsonNode schema, JsonNode value, String where) {
    assertThat(value.isObject()).as(where).isTrue();
    JsonNode members = schema.path("properties");
    schema
        .path("required")
        .forEach(name -> assertThat(value.has(name.asText())).as(where + " " + name).isTrue());
    value
        .fields()
        .forEachRemaining(
            field -> {
              if (members.has(field.getKey())) {
                check(members.path(field.getKey()), field.getValue(), where + " " + field.getKey());
              } else {
                assertThat(members.isEmpty()).as(where + " has " + field.getKey()).isTrue();
              }
            });
  }
}
