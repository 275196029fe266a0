// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt.sparkplug;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a host was told of one device, or of the node itself, since its birth, and the numbers that
 * stand for the names (Sparkplug 3.0, 6.4.3: unique among all metrics of an edge node). Used by one
 * thread.
 */
final class Told {
  /** Hands out numbers. */
  static final class Aliases {
    private long last;

    private long next() {
      return ++last;
    }
  }

  private final Aliases aliases;
  private final Map<String, Long> byName = new HashMap<>();
  private final Map<String, Object> values = new TreeMap<>();

  /** Nothing was told yet. */
  Told(Aliases aliases) {
    this.aliases = aliases;
  }

  /** Returns the metrics of a birth: all, with names, numbers and types. */
  List<Metric> birth(Map<String, Object> now, long timestamp) {
    values.clear();
    values.putAll(now);
    List<Metric> metrics = new ArrayList<>();
    now.forEach(
        (name, value) -> {
          long alias = byName.computeIfAbsent(name, unknown -> aliases.next());
          metrics.add(Metric.born(name, OptionalLong.of(alias), timestamp, value));
        });
    return metrics;
  }

  /** Returns whether a name is there that was not in the birth, so that there must be another. */
  boolean needsBirth(Map<String, Object> now) {
    return !values.keySet().containsAll(now.keySet());
  }

  /** Returns the metrics that changed since they were told. */
  List<Metric> changes(Map<String, Object> now, long timestamp) {
    List<Metric> metrics = new ArrayList<>();
    now.forEach(
        (name, value) -> {
          if (!value.equals(values.put(name, value))) {
            metrics.add(Metric.changed(byName.get(name), timestamp, value));
          }
        });
    return metrics;
  }

  /** Returns the names that were told. */
  Set<String> names() {
    return values.keySet();
  }

  /** Returns the name that a metric of a command means. */
  Optional<String> name(Metric metric) {
    if (metric.name().isPresent()) {
      return metric.name();
    }
    return byName.entrySet().stream()
        .filter(entry -> metric.alias().equals(OptionalLong.of(entry.getValue())))
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
