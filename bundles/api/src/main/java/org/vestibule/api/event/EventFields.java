// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.event;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
    RecordComponent[] components = value.getClass().getRecordComponents();
    if (components.length == 1 && components[0].getName().equals("value")) {
      return plain(read(value, components[0]));
    }
    Map<String, Object> fields = components(value);
    if (isSealedAlternative(value.getClass())) {
      Map<String, Object> typed = new LinkedHashMap<>();
      typed.put("type", value.getClass().getSimpleName());
      typed.putAll(fields);
      return typed;
    }
    return fields;
  }

  private static boolean isSealedAlternative(Class<?> type) {
    for (Class<?> parent : type.getInterfaces()) {
      if (parent.isSealed()) {
        return true;
      }
    }
    return false;
  }

  private static Map<String, Object> components(Record value) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (RecordComponent component : value.getClass().getRecordComponents()) {
      Object item = read(value, component);
      if (item instanceof Optional<?> optional) {
        item = optional.orElse(null);
      }
      if (item != null) {
        fields.put(component.getName(), plain(item));
      }
    }
    return fields;
  }

  private static Object read(Record value, RecordComponent component) {
    try {
      return component.getAccessor().invoke(value);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(component + " cannot be read", e);
    }
  }
}
