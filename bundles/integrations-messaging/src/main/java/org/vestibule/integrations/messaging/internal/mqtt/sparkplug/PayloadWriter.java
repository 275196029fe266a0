// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt.sparkplug;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes payloads as Protocol Buffers ({@code sparkplug_b.proto}, Sparkplug 3.0, 6.4.1; the
 * encoding: Protocol Buffers, "Encoding").
 */
final class PayloadWriter {
  private static final int VARINT = 0;
  private static final int LENGTH = 2;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private PayloadWriter() {}

  static byte[] write(Payload payload) {
    PayloadWriter writer = new PayloadWriter();
    payload.timestamp().ifPresent(value -> writer.number(1, value));
    payload.metrics().forEach(metric -> writer.bytes(2, write(metric)));
    payload.seq().ifPresent(value -> writer.number(3, value));
    return writer.out.toByteArray();
  }

  private static byte[] write(Metric metric) {
    PayloadWriter writer = new PayloadWriter();
    metric.name().ifPresent(name -> writer.text(1, name));
    metric.alias().ifPresent(alias -> writer.number(2, alias));
    metric.timestamp().ifPresent(at -> writer.number(3, at));
    metric.type().ifPresent(type -> writer.number(4, type.index()));
    if (metric.value().isEmpty()) {
      writer.number(7, 1);
    } else if (metric.value().get() instanceof Boolean value) {
      writer.number(14, value ? 1 : 0);
    } else if (metric.value().get() instanceof Long value) {
      writer.number(11, value);
    } else {
      writer.text(15, metric.value().get().toString());
    }
    return writer.out.toByteArray();
  }

  private void text(int field, String value) {
    bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  private void bytes(int field, byte[] value) {
    varint((long) field << 3 | LENGTH);
    varint(value.length);
    out.writeBytes(value);
  }

  private void number(int field, long value) {
    varint((long) field << 3 | VARINT);
    varint(value);
  }

  private void varint(long value) {
    long left = value;
    while ((left & ~0x7fL) != 0) {
      out.write((int) (left & 0x7f | 0x80));
      left >>>= 7;
    }
    out.write((int) left);
  }
}
