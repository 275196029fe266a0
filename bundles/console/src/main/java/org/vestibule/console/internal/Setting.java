// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One key that a bundle lets a person set, as its Metatype description says.
 *
 * @param type what a value is: {@code text}, {@code whole}, {@code decimal}, {@code boolean},
 *     {@code choice} or {@code secret}
 * @param several whether it takes a list
 * @param min the least number; empty where none is told
 * @param max the greatest number; empty where none is told
 * @param standard what holds without a value; empty where nothing does
 * @param choices the values that there are, for a {@code choice}
 * @param required whether nothing works without a value
 */
record Setting(
    String key,
    String title,
    String description,
    String type,
    boolean several,
    String min,
    String max,
    Optional<String> standard,
    List<Choice> choices,
    boolean required) {
  /** One of the values that a choice has. */
  record Choice(String value, String title) {}

  private static final Pattern SECRET = Pattern.compile("(?i).*(password|passphrase|secret|token)");
  private static final Pattern IN_WORDS =
      Pattern.compile("\\(([^()]{1,20})\\)$|\\b(seconds|minutes|hours|days|milliseconds)\\b");
  private static final Map<String, String> SHORT =
      Map.of("milliseconds", "ms", "seconds", "s", "minutes", "min", "hours", "h", "days", "days");

  /** Returns whether a text of that key is a secret, by what the form and its name say. */
  static boolean secret(String key, String description) {
    boolean file = key.endsWith("File");
    return !file && (description.contains("secret:NAME") || SECRET.matcher(key).matches());
  }

  boolean isSecret() {
    return type.equals("secret");
  }

  boolean isNumber() {
    return type.equals("whole") || type.equals("decimal");
  }

  /** Returns whether its value names a file, a folder or a program of this machine. */
  boolean isPath() {
    return key.endsWith("File") || key.equals("folder") || key.equals("ffmpeg");
  }

  /** Returns whether a secret of the house may stand for it. */
  boolean takesReference() {
    return description.contains("secret:NAME");
  }

  /** Returns the unit of a number, empty where the form tells none. */
  String unit() {
    if (!isNumber()) {
      return "";
    }
    for (String words : List.of(title, description.toLowerCase(java.util.Locale.ROOT))) {
      Matcher found = IN_WORDS.matcher(words);
      if (found.find()) {
        String unit = found.group(1) == null ? found.group(2) : found.group(1);
        return SHORT.getOrDefault(unit, unit);
      }
    }
    return "";
  }

  /** Returns a value as JSON shows it: a number, a truth value, a text, or a list of texts. */
  Object shown(String value) {
    if (several) {
      return List.of(value.isBlank() ? new String[0] : value.strip().split("\\s*,\\s*"));
    }
    try {
      return switch (type) {
        case "whole", "decimal" -> new BigDecimal(value.strip());
        case "boolean" -> Boolean.parseBoolean(value.strip());
        default -> value;
      };
    } catch (NumberFormatException e) {
      return value;
    }
  }

  Map<String, Object> plain() {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("key", key);
    plain.put("title", title);
    plain.put("description", description);
    plain.put("type", type);
    plain.put("several", several);
    plain.put("required", required);
    if (!unit().isEmpty()) {
      plain.put("unit", unit());
    }
    if (!min.isEmpty()) {
      plain.put("min", new BigDecimal(min));
    }
    if (!max.isEmpty()) {
      plain.put("max", new BigDecimal(max));
    }
    standard.ifPresent(value -> plain.put("standard", shown(value)));
    if (!choices.isEmpty()) {
      plain.put(
          "choices",
          choices.stream()
              .map(choice -> Map.of("value", choice.value(), "title", choice.title()))
              .toList());
    }
    return plain;
  }
}
