// SPDX-License-Identifier: Apache-2.0
package org.vestibule.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumSet;
import java.util.Set;
import org.vestibule.api.egress.DataClass;
import org.vestibule.messages.shape.Shape;

/**
 * Takes out of a tree what is of other classes, and whatever its shape does not know: that was
 * written by another release, and nobody can say of which class it is. For one use.
 */
final class Reduction {
  private final Set<DataClass> allowed;
  private final Set<DataClass> seen = EnumSet.noneOf(DataClass.class);

  Reduction(Set<DataClass> allowed) {
    this.allowed = allowed;
  }

  /** Returns the classes of what was left in. */
  Set<DataClass> seen() {
    return seen;
  }

  /** Returns what is left of a record, or null where nothing of it may stay. */
  ObjectNode fields(JsonNode value, Shape.Fields shape) {
    if (!value.isObject() || !allowed.contains(shape.what())) {
      return null;
    }
    ObjectNode left = JsonNodeFactory.instance.objectNode();
    seen.add(shape.what());
    if (shape.alternative()) {
      left.set("type", value.get("type"));
    }
    for (Shape.Part part : shape.parts()) {
      JsonNode item = value.get(part.name());
      JsonNode kept = item == null ? null : part(item, part.shape(), part.what());
      if (kept != null) {
        left.set(part.name(), kept);
      }
    }
    return left;
  }

  private JsonNode part(JsonNode value, Shape shape, DataClass what) {
    if (shape instanceof Shape.Fields fields) {
      return fields(value, fields);
    }
    if (shape instanceof Shape.OneOf choice) {
      return alternative(value, choice);
    }
    if (shape instanceof Shape.Many many) {
      return items(value, many, what);
    }
    if (!value.isValueNode() || value.isNull() || !allowed.contains(what)) {
      return null;
    }
    seen.add(what);
    return value;
  }

  private JsonNode alternative(JsonNode value, Shape.OneOf choice) {
    String type = value.path("type").asText();
    for (Shape.Fields each : choice.alternatives()) {
      if (each.name().equals(type)) {
        return fields(value, each);
      }
    }
    return null;
  }

  private JsonNode items(JsonNode value, Shape.Many many, DataClass what) {
    if (!value.isArray() || !allowed.contains(what)) {
      return null;
    }
    seen.add(what);
    ArrayNode left = JsonNodeFactory.instance.arrayNode(value.size());
    for (JsonNode item : value) {
      JsonNode kept = part(item, many.item(), what);
      if (kept != null) {
        left.add(kept);
      }
    }
    return left;
  }
}
