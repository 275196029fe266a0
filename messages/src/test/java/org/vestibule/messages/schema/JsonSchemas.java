// SPDX-License-Identifier: Apache-2.0
package org.vestibule.messages.schema;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.vestibule.api.command.CommandRequest;
import org.vestibule.api.command.CommandResult;
import org.vestibule.api.status.Status;
import org.vestibule.messages.CommandKind;
import org.vestibule.messages.EventKind;
import org.vestibule.messages.shape.Shape;
import org.vestibule.messages.shape.Shapes;

/**
 * Writes JSON Schema (draft 2020-12) from shapes. What we send is open: a reader ignores what it
 * does not know. What we are sent is closed.
 */
final class JsonSchemas {
  /** Says of which class a value is; a value of a class that may not leave is left out. */
  static final String DATA_CLASS = "x-data-class";

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final RecordDocs docs;

  JsonSchemas(RecordDocs docs) {
    this.docs = docs;
  }

  /** The {@code data} of an event. */
  ObjectNode event(EventKind kind) {
    return document(kind.schema(), kind.type(), kind.shape());
  }

  /** An answer to a command. */
  ObjectNode result() {
    return document("urn:vestibule:result:1", "Answer", Shapes.of(CommandResult.class));
  }

  /** How a part of the gateway is, as the broker keeps it. */
  ObjectNode status() {
    return document("urn:vestibule:status:1", "Status", Shapes.of(Status.class));
  }

  /** A command: what does not stand here is refused. */
  ObjectNode command(CommandKind kind) {
    ObjectNode schema = head("urn:vestibule:command:" + kind.name() + ":" + kind.version());
    schema.put("title", kind.name());
    docs.of(kind.record()).ifPresent(text -> schema.put("description", text));
    schema.put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    ArrayNode required = schema.putArray("required");
    List<CommandKind.Field> fields = new ArrayList<>(CommandKind.COMMON);
    fields.addAll(kind.fields());
    for (CommandKind.Field field : fields) {
      ObjectNode property = value(field.shape(), new TreeMap<>());
      docs.of(CommandRequest.class, field.name())
          .or(() -> docs.of(kind.record(), field.name()))
          .ifPresent(text -> property.put("description", text));
      properties.set(field.name(), property);
      if (field.needed()) {
        required.add(field.name());
      }
    }
    properties.set("command", NODES.objectNode().put("const", kind.name()));
    required.add("command");
    schema.put("additionalProperties", false);
    return schema;
  }

  /** The envelope of every event (CloudEvents 1.0.2, JSON format). */
  ObjectNode envelope() {
    ObjectNode schema = head("urn:vestibule:envelope:1");
    schema.put("title", "Envelope");
    schema.put("description", "CloudEvents 1.0.2, structured mode, as JSON.");
    schema.put("type", "object");
    ObjectNode in = schema.putObject("properties");
    in.putObject("specversion").put("const", "1.0");
    text(in, "id", "^[a-z0-9-]{1,64}$", "The same at a second delivery: forget what came before.");
    text(in, "source", "^/vestibule/[^/]+$", "Which house.");
    text(in, "type", "^org\\.vestibule\\.[a-z.-]+\\.v[1-9][0-9]*$", "What happened, and how told.");
    text(in, "subject", "^.+$", "What order is kept for, for example door/front-door.");
    in.putObject("time").put("type", "string").put("format", "date-time");
    in.putObject("datacontenttype").put("const", "application/json");
    text(in, "dataschema", "^urn:vestibule:event:[a-z.-]+:[1-9][0-9]*$", "The schema of data.");
    text(in, "visit", Shapes.IDENTIFIER, "An extension: the visit that it belongs to.");
    in.putObject("data").put("type", "object");
    ArrayNode required = schema.putArray("required");
    in.fieldNames()
        .forEachRemaining(
            name -> {
              if (!name.equals("visit")) {
                required.add(name);
              }
            });
    return schema;
  }

  private static void text(ObjectNode in, String name, String pattern, String description) {
    in.putObject(name)
        .put("type", "string")
        .put("pattern", pattern)
        .put("description", description);
  }

  private ObjectNode document(String id, String title, Shape.Fields shape) {
    ObjectNode schema = head(id);
    schema.put("title", title);
    Map<String, ObjectNode> parts = new TreeMap<>();
    schema.setAll(fields(shape, parts));
    if (!parts.isEmpty()) {
      schema.putObject("$defs").setAll(parts);
    }
    return schema;
  }

  private static ObjectNode head(String id) {
    ObjectNode schema = NODES.objectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("$comment", "SPDX-License-Identifier: Apache-2.0; made from the code, not edited");
    return schema.put("$id", id);
  }

  private ObjectNode fields(Shape.Fields shape, Map<String, ObjectNode> parts) {
    ObjectNode schema = NODES.objectNode();
    docs.of(shape.record()).ifPresent(text -> schema.put("description", text));
    schema.put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    List<String> required = new ArrayList<>();
    if (shape.alternative()) {
      properties.putObject("type").put("const", shape.name()).put(DATA_CLASS, shape.what().label());
      required.add("type");
    }
    for (Shape.Part part : shape.parts()) {
      ObjectNode property = value(part.shape(), parts);
      property.put(DATA_CLASS, part.what().label());
      Optional<String> text = docs.of(shape.record(), part.name());
      text.ifPresent(sentence -> property.put("description", sentence));
      properties.set(part.name(), property);
      // What is of another class than its record may have been left out.
      if (!part.optional() && part.what() == shape.what()) {
        required.add(part.name());
      }
    }
    ArrayNode names = schema.putArray("required");
    required.forEach(names::add);
    return schema;
  }

  private ObjectNode value(Shape shape, Map<String, ObjectNode> parts) {
    ObjectNode schema = NODES.objectNode();
    if (shape instanceof Shape.Text text) {
      schema.put("type", "string");
      text.pattern().ifPresent(pattern -> schema.put("pattern", pattern));
    } else if (shape instanceof Shape.Whole whole) {
      whole(schema, whole);
    } else if (shape instanceof Shape.Fraction) {
      schema.put("type", "number");
    } else if (shape instanceof Shape.Flag) {
      schema.put("type", "boolean");
    } else if (shape instanceof Shape.Moment) {
      schema.put("type", "string").put("format", "date-time");
    } else if (shape instanceof Shape.Choice choice) {
      words(schema, choice);
    } else if (shape instanceof Shape.Many many) {
      schema.put("type", "array").set("items", value(many.item(), parts));
    } else if (shape instanceof Shape.Fields fields) {
      schema.put("$ref", "#/$defs/" + named(fields.name(), fields, parts));
    } else if (shape instanceof Shape.OneOf choice) {
      alternatives(schema, choice, parts);
    }
    return schema;
  }

  private static void whole(ObjectNode schema, Shape.Whole whole) {
    schema.put("type", "integer");
    if (whole.least() == Long.MIN_VALUE) {
      schema.put("format", "int64");
    } else if (whole.least() == Integer.MIN_VALUE) {
      schema.put("format", "int32");
    } else {
      schema.put("minimum", whole.least()).put("maximum", whole.most());
    }
  }

  /** Words to which a later release may add are told as examples of any text. */
  private static void words(ObjectNode schema, Shape.Choice choice) {
    schema.put("type", "string");
    ArrayNode words = choice.open() ? schema.putArray("examples") : schema.putArray("enum");
    choice.words().forEach(words::add);
  }

  private void alternatives(ObjectNode schema, Shape.OneOf choice, Map<String, ObjectNode> parts) {
    ArrayNode each = schema.putArray("oneOf");
    for (Shape.Fields fields : choice.alternatives()) {
      String name = choice.sealed().getSimpleName() + "." + fields.name();
      each.addObject().put("$ref", "#/$defs/" + named(name, fields, parts));
    }
  }

  private String named(String name, Shape.Fields fields, Map<String, ObjectNode> parts) {
    if (!parts.containsKey(name)) {
      parts.put(name, NODES.objectNode());
      parts.put(name, fields(fields, parts));
    }
    return name;
  }
}
