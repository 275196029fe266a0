// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt.sparkplug;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * One value of a payload (Sparkplug 3.0, 6.4.3 "Metric"). Immutable.
 *
 * @param name empty where the alias stands for it
 * @param alias the number that stands for the name after a birth
 * @param timestamp milliseconds since 1970, UTC
 * @param type not said in commands of others
 * @param value {@link Boolean}, {@link Long} or {@link String}; empty: null, or of a type that this
 *     gateway does not use
 */
record Metric(
    Optional<String> name,
    OptionalLong alias,
    OptionalLong timestamp,
    Optional<DataType> type,
    Optional<Object> value) {
  /** The types that this gateway sends (Sparkplug 3.0, 6.4.16 "Data Types"). */
  enum DataType {
    INT64(4),
    BOOLEAN(11),
    STRING(12);

    private final int index;

    DataType(int index) {
      this.index = index;
    }

    int index() {
      return index;
    }

    /** Returns the type of a value that this gateway sends. */
    static DataType of(Object value) {
      if (value instanceof Boolean) {
        return BOOLEAN;
      }
      return value instanceof Long ? INT64 : STRING;
    }
  }

  /** A metric as a birth or a death names it. */
  static Metric born(String name, OptionalLong alias, long timestamp, Object value) {
    return new Metric(
        Optional.of(name),
        alias,
        OptionalLong.of(timestamp),
        Optional.of(DataType.of(value)),
        Optional.of(value));
  }

  /**
   * A metric as data tells it, after a birth. The type is said again, although it should not be
   * (6.4.3 tck-id-payloads-metric-datatype-not-req): what is built on Eclipse Tahu reads null
   * without it.
   */
  static Metric changed(long alias, long timestamp, Object value) {
    return new Metric(
        Optional.empty(),
        OptionalLong.of(alias),
        OptionalLong.of(timestamp),
        Optional.of(DataType.of(value)),
        Optional.of(value));
  }
}
