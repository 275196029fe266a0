// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt.sparkplug;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.vestibule.api.VestibuleException;

/**
 * Reads payloads that others wrote ({@code sparkplug_b.proto}, Sparkplug 3.0, 6.4.1). Of a metric
 * only what a command needs is kept; sets, templates and files are passed over without looking into
 * them, so that nothing nests. Bounded: {@value #MOST_BYTES} bytes, {@value #MOST_METRICS} metrics.
 */
final class PayloadReader {
  /** The longest payload that is read, in bytes. */
  static final int MOST_BYTES = 4096;

  /** The most metrics of a payload. */
  static final int MOST_METRICS = 64;

  private static final int LONGEST_VARINT = 10;

  private final ByteBuffer in;

  private PayloadReader(ByteBuffer in) {
    this.in = in;
  }

  /**
   * Reads a payload.
   *
   * @throws VestibuleException {@code payload-invalid}
   */
  static Payload read(byte[] bytes) throws VestibuleException {
    if (bytes.length > MOST_BYTES) {
      throw invalid(bytes.length + " bytes", "at most " + MOST_BYTES);
    }
    PayloadReader reader = new PayloadReader(ByteBuffer.wrap(bytes));
    OptionalLong timestamp = OptionalLong.empty();
    OptionalLong seq = OptionalLong.empty();
    List<Metric> metrics = new ArrayList<>();
    while (reader.in.hasRemaining()) {
      long tag = reader.varint();
      switch ((int) tag) {
        case 1 << 3 -> timestamp = OptionalLong.of(reader.varint());
        case 2 << 3 | 2 -> metrics.add(new PayloadReader(reader.slice()).metric());
        case 3 << 3 -> seq = OptionalLong.of(reader.varint());
        default -> reader.skip(tag);
      }
      if (metrics.size() > MOST_METRICS) {
        throw invalid("more metrics", "at most " + MOST_METRICS);
      }
    }
    return new Payload(timestamp, seq, metrics);
  }

  private Metric metric() throws VestibuleException {
    Optional<String> name = Optional.empty();
    OptionalLong alias = OptionalLong.empty();
    OptionalLong timestamp = OptionalLong.empty();
    Optional<Object> value = Optional.empty();
    boolean isNull = false;
    while (in.hasRemaining()) {
      long tag = varint();
      switch ((int) tag) {
        case 1 << 3 | 2 -> name = Optional.of(text());
        case 2 << 3 -> alias = OptionalLong.of(varint());
        case 3 << 3 -> timestamp = OptionalLong.of(varint());
        case 7 << 3 -> isNull = varint() != 0;
        case 10 << 3, 11 << 3 -> value = Optional.of(varint());
        case 14 << 3 -> value = Optional.of(varint() != 0);
        case 15 << 3 | 2 -> value = Optional.of(text());
        default -> skip(tag);
      }
    }
    return new Metric(name, alias, timestamp, Optional.empty(), isNull ? Optional.empty() : value);
  }

  private void skip(long tag) throws VestibuleException {
    if (tag >>> 3 == 0 || tag >>> 3 > Integer.MAX_VALUE) {
      throw invalid("a field without a number", "fields of the schema");
    }
    switch ((int) (tag & 7)) {
      case 0 -> varint();
      case 1 -> advance(Long.BYTES);
      case 2 -> slice();
      case 5 -> advance(Integer.BYTES);
      default -> throw invalid("wire type " + (tag & 7), "0, 1, 2 and 5");
    }
  }

  private void advance(int bytes) throws VestibuleException {
    if (bytes > in.remaining()) {
      throw invalid("an end within a field", "whole fields");
    }
    in.position(in.position() + bytes);
  }

  private ByteBuffer slice() throws VestibuleException {
    long length = varint();
    if (length < 0 || length > in.remaining()) {
      throw invalid("a field that is longer than what is there", "whole fields");
    }
    ByteBuffer part = in.slice(in.position(), (int) length);
    advance((int) length);
    return part;
  }

  private String text() throws VestibuleException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(slice()).toString();
    } catch (CharacterCodingException e) {
      throw invalid("text that is not UTF-8", "UTF-8");
    }
  }

  private long varint() throws VestibuleException {
    long value = 0;
    for (int i = 0; i < LONGEST_VARINT; i++) {
      if (!in.hasRemaining()) {
        throw invalid("an end within a number", "whole fields");
      }
      byte next = in.get();
      value |= (next & 0x7fL) << 7 * i;
      if (next >= 0) {
        return value;
      }
    }
    throw invalid("a number of more than " + LONGEST_VARINT + " bytes", "64 bits");
  }

  private static VestibuleException invalid(String found, String allowed) {
    return new VestibuleException(
        "payload-invalid",
        "Sparkplug payload",
        found,
        allowed,
        "Send a payload of sparkplug_b.proto.");
  }
}
