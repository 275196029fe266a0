// SPDX-License-Identifier: Apache-2.0
package org.vestibule.messages;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.vestibule.api.VestibuleException;

/** Reads one object of texts and whole numbers from bytes that nobody vouches for. */
final class FlatObject {
  /** The most fields; no command has as many. */
  private static final int MOST_FIELDS = 16;

  private FlatObject() {}

  /** Returns the fields in order, each a {@link String} or a {@link Long}. */
  static Map<String, Object> read(byte[] bytes, Encoding encoding) throws VestibuleException {
    try (JsonParser in = parser(bytes, encoding)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        throw Refusal.of("its form", "no object", "one object");
      }
      Map<String, Object> fields = new LinkedHashMap<>();
      while (in.nextToken() != JsonToken.END_OBJECT) {
        String name = in.currentName();
        if (fields.containsKey(name)) {
          throw Refusal.of("field " + Refusal.shown(name), "there twice", "once");
        }
        if (fields.size() == MOST_FIELDS) {
          throw Refusal.of("its fields", "more than " + MOST_FIELDS, "at most " + MOST_FIELDS);
        }
        fields.put(name, value(name, in));
      }
      if (in.nextToken() != null) {
        throw Refusal.of("its form", "something behind the object", "one object");
      }
      return fields;
    } catch (CharacterCodingException e) {
      throw Refusal.of("its form", "bytes that are no UTF-8", "UTF-8");
    } catch (IOException e) {
      // What the parser says may quote what was sent.
      throw Refusal.of(
          "its form", "no well-formed " + encoding + " within the bounds", "one flat object");
    }
  }

  private static JsonParser parser(byte[] bytes, Encoding encoding) throws IOException {
    if (encoding == Encoding.CBOR) {
      return encoding.factory().createParser(bytes);
    }
    // Jackson would guess UTF-16 and UTF-32, which no JSON between systems is (RFC 8259, 8.1).
    CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
    return encoding.factory().createParser(text.toString());
  }

  private static Object value(String name, JsonParser in) throws IOException, VestibuleException {
    JsonToken token = in.nextToken();
    if (token == JsonToken.VALUE_STRING) {
      return in.getText();
    }
    if (token == JsonToken.VALUE_NUMBER_INT
        && in.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
      return in.getLongValue();
    }
    throw Refusal.of("field " + Refusal.shown(name), kind(token), "text or a whole number");
  }

  private static String kind(JsonToken token) {
    if (token == null) {
      return "nothing";
    }
    return switch (token) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "a list";
      case VALUE_NULL -> "null";
      case VALUE_TRUE, VALUE_FALSE -> "true or false";
      case VALUE_NUMBER_FLOAT -> "a number that is not whole";
      case VALUE_NUMBER_INT -> "a number beyond 64 bits";
      default -> "something else";
    };
  }
}
