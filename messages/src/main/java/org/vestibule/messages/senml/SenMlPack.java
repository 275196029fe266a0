// SPDX-License-Identifier: Apache-2.0
package org.vestibule.messages.senml;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A SenML pack (RFC 8428): values that share a base name and a base time, as JSON (section 5) or
 * CBOR (section 6). Immutable and thread-safe; its builder belongs to one thread.
 */
public final class SenMlPack {
  /** The media type of {@link #json}. */
  public static final String JSON = "application/senml+json";

  /** The CoAP content format of {@link #json}. */
  public static final int JSON_FORMAT = 110;

  /** The media type of {@link #cbor}. */
  public static final String CBOR = "application/senml+cbor";

  /** The CoAP content format of {@link #cbor}. */
  public static final int CBOR_FORMAT = 112;

  /** The most records in one pack. */
  public static final int MOST_RECORDS = 100_000;

  private static final JsonFactory JSON_FACTORY = new JsonFactory();
  private static final CBORFactory CBOR_FACTORY = new CBORFactory();

  private final String baseName;
  private final Instant baseTime;
  private final List<SenMlRecord> records;

  private SenMlPack(Builder from) {
    this.baseName = from.baseName;
    this.baseTime = from.baseTime;
    this.records = List.copyOf(from.records);
  }

  /**
   * Begins a pack.
   *
   * @param baseName stands before each name, for example {@code vestibule/house-1/}; begins with a
   *     letter or a digit, so that whole names do
   * @param at when all of it was so (wall clock), to the millisecond
   * @throws IllegalArgumentException for a name of another form
   */
  public static Builder at(String baseName, Instant at) {
    return new Builder(baseName, at);
  }

  /** Returns how many values it holds. */
  public int size() {
    return records.size();
  }

  /** Returns the pack as {@link #JSON}, UTF-8. */
  public byte[] json() {
    return write(JSON_FACTORY, false);
  }

  /** Returns the pack as {@link #CBOR}, with the integers of section 6 for labels. */
  public byte[] cbor() {
    return write(CBOR_FACTORY, true);
  }

  private byte[] write(JsonFactory factory, boolean numbered) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 + 32 * records.size());
    try (JsonGenerator out = factory.createGenerator(bytes)) {
      new SenMlWriter(out, numbered).write(baseName, seconds(baseTime), records);
    } catch (IOException e) {
      throw new UncheckedIOException("an array in memory can always be written", e);
    }
    return bytes.toByteArray();
  }

  /** Seconds since 1970, as section 4.5.3 has them. */
  private static BigDecimal seconds(Instant at) {
    return BigDecimal.valueOf(at.toEpochMilli(), 3).stripTrailingZeros();
  }

  /** Collects values. */
  public static final class Builder {
    private final String baseName;
    private final Instant baseTime;
    private final List<SenMlRecord> records = new ArrayList<>();

    private Builder(String baseName, Instant baseTime) {
      this.baseName = SenMlRecord.requireName(baseName);
      if (!Character.isLetterOrDigit(baseName.charAt(0))) {
        throw new IllegalArgumentException("base name begins with a letter or a digit");
      }
      this.baseTime = baseTime;
    }

    /** Adds something that is so or not ({@code vb}). */
    public Builder flag(String name, boolean value) {
      return add(new SenMlRecord(name, Optional.empty(), value));
    }

    /**
     * Adds a word ({@code vs}).
     *
     * @param value at most 1000 characters
     */
    public Builder text(String name, String value) {
      return add(new SenMlRecord(name, Optional.empty(), value));
    }

    /** Adds a count ({@code v}) without a unit. */
    public Builder count(String name, long value) {
      return add(new SenMlRecord(name, Optional.empty(), value));
    }

    /**
     * Adds a figure ({@code v}).
     *
     * @param value finite
     * @param unit as the registry of SenML units has it (section 12.1), for example {@code s},
     *     {@code Cel}, {@code %EL}
     */
    public Builder figure(String name, double value, String unit) {
      return add(new SenMlRecord(name, Optional.of(unit), value));
    }

    private Builder add(SenMlRecord record) {
      if (records.size() >= MOST_RECORDS) {
        throw new IllegalArgumentException("more than " + MOST_RECORDS + " records");
      }
      records.add(record);
      return this;
    }

    /** Returns the pack; without a value it is an empty one. */
    public SenMlPack build() {
      return new SenMlPack(this);
    }
  }
}
