// SPDX-License-Identifier: Apache-2.0
package org.vestibule.messages;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Set;
import org.vestibule.api.egress.DataClass;
import org.vestibule.api.outbox.OutboxEntry;

/**
 * Writes kept events of one kind into their envelope in one pass over what is kept: the same as
 * {@link CloudEvent#json}, without a tree. Thread-safe.
 */
final class EnvelopeWriter {
  private static final JsonFactory FACTORY = new JsonFactory();

  /** What an envelope takes beside its data, about. */
  private static final int HEAD_BYTES = 384;

  private final EventKind kind;

  private final SerializableString type;
  private final SerializableString schema;

  EnvelopeWriter(EventKind kind) {
    this.kind = kind;
    type = new SerializedString(kind.type());
    schema = new SerializedString(kind.schema());
  }

  /**
   * Writes an entry without what is of other classes.
   *
   * @throws IllegalArgumentException for an entry that is no JSON object
   */
  Message write(OutboxEntry entry, String building, Set<DataClass> allowed) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(entry.data().length + HEAD_BYTES);
    try (JsonParser in = FACTORY.createParser(entry.data());
        JsonGenerator out = FACTORY.createGenerator(bytes, JsonEncoding.UTF8)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException(entry + " is no JSON object");
      }
      head(entry, building, out);
      Sieve sieve = new Sieve(in, out, allowed);
      sieve.fields(kind.shape());
      out.writeEndObject();
      out.flush();
      return new Message(sieve.seen(), bytes.toByteArray());
    } catch (IOException e) {
      throw new IllegalArgumentException(entry + " is no JSON", e);
    }
  }

  private void head(OutboxEntry entry, String building, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("specversion", "1.0");
    out.writeStringField("id", entry.id());
    out.writeStringField("source", "/vestibule/" + building);
    out.writeFieldName("type");
    out.writeString(type);
    out.writeStringField("subject", entry.key());
    out.writeStringField("time", entry.at().toString());
    out.writeStringField("datacontenttype", "application/json");
    out.writeFieldName("dataschema");
    out.writeString(schema);
    if (entry.visit().isPresent()) {
      out.writeStringField("visit", entry.visit().get());
    }
    out.writeFieldName("data");
  }
}
