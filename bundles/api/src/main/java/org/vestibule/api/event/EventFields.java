// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.event;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Turns records of the contract into plain maps, lists, strings, numbers and booleans, the one
 * shape from which every surface writes its own format.
 *
 * <p>A record becomes a map of its components in order; a record with the single component {@code
 * value} becomes that value; a sealed alternative carries its name as {@code type}; an empty
 * optional is left out; instants, days and durations are ISO 8601. Anything else is refused, so
 * that a template, a picture or a sound cannot slip through: a {@link
 * org.vestibule.api.face.FaceSighting} that holds one has no plain form.
 */
public final class EventFields {
  /** Asking a class for its components anew for each event was most of what an event cost. */
  private static final ClassValue<Part[]> PARTS =
      new ClassValue<>() {
        @Override
        protected Part[] computeValue(Class<?> type) {
          return Stream.of(type.getRecordComponents())
              .map(each -> new Part(each.getName(), each.getAccessor()))
              .toArray(Part[]::new);
        }
      };

  /** Whether a class belongs to a sealed interface; asking that anew is as dear. */
  private static final ClassValue<Boolean> ALTERNATIVE =
      new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
          return Stream.of(type.getInterfaces()).anyMatch(Class::isSealed);
        }
      };

  private record Part(String name, Method accessor) {}

  private EventFields() {}

  /** Returns the fields of an event, with its {@code topic} first. */
  public static Map<String, Object> of(VestibuleEvent event) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("topic", event.topic());
    fields.putAll(components((Record) event));
    return fields;
  }

  /**
   * Returns the plain form of any value of the contract.
   *
   * @throws IllegalArgumentException for a type that must not leave the house
   */
  public static Object plain(Object value) {
    if (value instanceof String || value instanceof Number || value instanceof Boolean) {
      return value;
    }
    if (value instanceof Enum<?> constant) {
      return constant.name();
    }
    if (value instanceof Instant || value instanceof Duration || value instanceof LocalDate) {
      return value.toString();
    }
    if (value instanceof Collection<?> items) {
      return plainList(items);
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> plain = new LinkedHashMap<>();
      map.forEach((key, item) -> plain.put(String.valueOf(key), plain(item)));
      return plain;
    }
    if (value instanceof Record fields) {
      return plainRecord(fields);
    }
    throw new IllegalArgumentException(
        value == null ? "null has no plain form" : value.getClass() + " must not leave the house");
  }

  private static List<Object> plainList(Collection<?> items) {
    List<Object> plain = new ArrayList<>(items.size());
    for (Object item : items) {
      plain.add(plain(item));
    }
    return plain;
  }

  private static Object plainRecord(Record value) {
    Part[] parts = PARTS.get(value.getClass());
    if (parts.length == 1 && parts[0].name().equals("value")) {
      return plain(read(value, parts[0]));
    }
    Map<String, Object> fields = components(value);
    if (ALTERNATIVE.get(value.getClass())) {
      Map<String, Object> typed = new LinkedHashMap<>();
      typed.put("type", value.getClass().getSimpleName());
      typed.putAll(fields);
      return typed;
    }
    return fields;
  }

  private static Map<String, Object> components(Record value) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (Part part : PARTS.get(value.getClass())) {
      Object item = read(value, part);
      if (item instanceof Optional<?> optional) {
        item = optional.orElse(null);
      }
      if (item != null) {
        fields.put(part.name(), plain(item));
      }
    }
    return fields;
  }

  private static Object read(Record value, Part part) {
    try {
      return part.accessor().invoke(value);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(part.name() + " cannot be read", e);
    }
  }
}
