// SPDX-License-Identifier: Apache-2.0
package org.vestibule.messages;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import org.vestibule.api.egress.DataClass;
import org.vestibule.messages.shape.Shape;

/**
 * Copies what may leave from a parser to a generator, token by token, and passes over the rest: the
 * same as {@link Reduction}, without a tree. An alternative is known by its {@code type}, which
 * {@link org.vestibule.api.event.EventFields} writes first; one that begins otherwise is left out.
 * For one use.
 */
final class Sieve {
  private static final String TYPE = "type";

  private final JsonParser in;
  private final JsonGenerator out;
  private final Set<DataClass> allowed;
  private final Set<DataClass> seen = EnumSet.noneOf(DataClass.class);

  Sieve(JsonParser in, JsonGenerator out, Set<DataClass> allowed) {
    this.in = in;
    this.out = out;
    this.allowed = allowed;
  }

  /** Returns the classes of what was copied. */
  Set<DataClass> seen() {
    return seen;
  }

  /** Copies a record, of which the parser stands at the beginning and is to stay. */
  void fields(Shape.Fields shape) throws IOException {
    out.writeStartObject();
    rest(shape);
  }

  private void rest(Shape.Fields shape) throws IOException {
    seen.add(shape.what());
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String name = in.currentName();
      in.nextToken();
      if (shape.alternative() && name.equals(TYPE)) {
        scalar(name, shape.what());
      } else {
        part(name, shape);
      }
    }
    out.writeEndObject();
  }

  private void part(String name, Shape.Fields shape) throws IOException {
    for (Shape.Part part : shape.parts()) {
      if (part.name().equals(name)) {
        value(name, part.shape(), part.what());
        return;
      }
    }
    in.skipChildren();
  }

  /**
   * Copies a value, or passes over it.
   *
   * @param name of the field that it stands in; null in a list
   */
  private void value(String name, Shape shape, DataClass what) throws IOException {
    JsonToken token = in.currentToken();
    if (shape instanceof Shape.OneOf choice) {
      alternative(name, choice);
    } else if (shape instanceof Shape.Fields fields) {
      if (token == JsonToken.START_OBJECT && allowed.contains(fields.what())) {
        begin(name);
        fields(fields);
      } else {
        in.skipChildren();
      }
    } else if (shape instanceof Shape.Many many) {
      items(name, many, what);
    } else {
      scalar(name, what);
    }
  }

  private void scalar(String name, DataClass what) throws IOException {
    if (in.currentToken().isScalarValue()
        && in.currentToken() != JsonToken.VALUE_NULL
        && allowed.contains(what)) {
      seen.add(what);
      begin(name);
      out.copyCurrentEvent(in);
    } else {
      in.skipChildren();
    }
  }

  private void items(String name, Shape.Many many, DataClass what) throws IOException {
    if (in.currentToken() != JsonToken.START_ARRAY || !allowed.contains(what)) {
      in.skipChildren();
      return;
    }
    seen.add(what);
    begin(name);
    out.writeStartArray();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      value(null, many.item(), what);
    }
    out.writeEndArray();
  }

  private void alternative(String name, Shape.OneOf choice) throws IOException {
    if (in.currentToken() != JsonToken.START_OBJECT) {
      in.skipChildren();
      return;
    }
    if (TYPE.equals(in.nextFieldName())) {
      String type = in.nextToken() == JsonToken.VALUE_STRING ? in.getText() : "";
      for (Shape.Fields each : choice.alternatives()) {
        if (each.name().equals(type) && allowed.contains(each.what())) {
          begin(name);
          out.writeStartObject();
          out.writeStringField(TYPE, type);
          rest(each);
          return;
        }
      }
    }
    leave();
  }

  /** Passes over what is left of an object in which the parser stands. */
  private void leave() throws IOException {
    while (in.currentToken() != JsonToken.END_OBJECT) {
      in.skipChildren();
      in.nextToken();
    }
  }

  private void begin(String name) throws IOException {
    if (name != null) {
      out.writeFieldName(name);
    }
  }
}
