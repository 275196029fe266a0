// SPDX-License-Identifier: Apache-2.0
package org.vestibule.messages.senml;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;

/** Writes one pack, with names or with the integers of RFC 8428, table 4, for labels. */
final class SenMlWriter {
  /** The labels that are used, with their integers. */
  private enum Label {
    BASE_NAME("bn", -2),
    BASE_TIME("bt", -3),
    NAME("n", 0),
    UNIT("u", 1),
    NUMBER("v", 2),
    TEXT("vs", 3),
    FLAG("vb", 4);

    private final String word;
    private final int integer;

    Label(String word, int integer) {
      this.word = word;
      this.integer = integer;
    }
  }

  private final JsonGenerator out;
  private final boolean numbered;

  SenMlWriter(JsonGenerator out, boolean numbered) {
    this.out = out;
    this.numbered = numbered;
  }

  void write(String baseName, BigDecimal baseTime, List<SenMlRecord> records) throws IOException {
    out.writeStartArray(records, records.size());
    boolean first = true;
    for (SenMlRecord record : records) {
      int fields = 2 + (record.unit().isPresent() ? 1 : 0) + (first ? 2 : 0);
      out.writeStartObject(record, fields);
      if (first) {
        label(Label.BASE_NAME);
        out.writeString(baseName);
        label(Label.BASE_TIME);
        number(baseTime);
        first = false;
      }
      fields(record);
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private void fields(SenMlRecord record) throws IOException {
    label(Label.NAME);
    out.writeString(record.name());
    if (record.unit().isPresent()) {
      label(Label.UNIT);
      out.writeString(record.unit().get());
    }
    if (record.value() instanceof Boolean flag) {
      label(Label.FLAG);
      out.writeBoolean(flag);
    } else if (record.value() instanceof String text) {
      label(Label.TEXT);
      out.writeString(text);
    } else {
      label(Label.NUMBER);
      number(new BigDecimal(record.value().toString()));
    }
  }

  private void label(Label label) throws IOException {
    if (numbered) {
      out.writeFieldId(label.integer);
    } else {
      out.writeFieldName(label.word);
    }
  }

  /** A whole number is an integer; CBOR has any other as a double, as section 6 allows. */
  private void number(BigDecimal value) throws IOException {
    if (value.scale() <= 0 && value.precision() - value.scale() <= 18) {
      out.writeNumber(value.longValueExact());
    } else if (numbered) {
      out.writeNumber(value.doubleValue());
    } else {
      out.writeNumber(value);
    }
  }
}
