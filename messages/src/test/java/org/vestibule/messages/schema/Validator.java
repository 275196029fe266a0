// SPDX-License-Identifier: Apache-2.0
package org.vestibule.messages.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import java.util.List;

/** Somebody else's validator, strict about formats. */
final class Validator {
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(
          Dialect.builder(Dialects.getDraft202012())
              .keyword(new NonValidationKeyword(JsonSchemas.DATA_CLASS))
              .build());

  private Validator() {}

  /** Returns what is wrong with a value. */
  static List<Error> errors(JsonNode schema, JsonNode value) {
    return errors(REGISTRY.getSchema(schema), value);
  }

  /** Returns what is wrong with a schema. */
  static List<Error> errorsOfSchema(JsonNode schema) {
    Schema draft =
        REGISTRY.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
    return errors(draft, schema);
  }

  private static List<Error> errors(Schema schema, JsonNode value) {
    return schema.validate(
        value, context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
  }
}
