// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal;

import java.util.Map;
import java.util.TreeMap;
import org.vestibule.api.VestibuleException;

/**
 * Reads a configuration key by key and refuses what is left over. A refusal names the key, the
 * value, the bound and an example. Not thread-safe.
 */
final class Fields {
  private final Map<String, Object> left = new TreeMap<>();

  Fields(Map<String, ?> properties) {
    properties.forEach(
        (key, value) -> {
          if (!foreign(key)) {
            left.put(key, value);
          }
        });
  }

  /** Returns a text that may be left out. */
  String text(String key, int most, String otherwise) throws VestibuleException {
    Object value = left.remove(key);
    String found = value == null ? "" : value.toString().trim();
    if (found.length() > most) {
      throw invalid(
          key,
          found.length() + " characters",
          "at most " + most,
          "Shorten the value of " + key + ".");
    }
    return found.isEmpty() ? otherwise : found;
  }

  /** Returns a name. */
  String name(String key, String otherwise) throws VestibuleException {
    String found = text(key, 200, otherwise);
    try {
      return org.vestibule.api.Identifier.require(key, found);
    } catch (IllegalArgumentException e) {
      throw invalid(key, "'" + found + "'", "1 to 63 of a-z, 0-9 and '-'", example(key, otherwise));
    }
  }

  /** Returns a whole number within its bounds. */
  int whole(String key, int min, int max, int otherwise, String unit) throws VestibuleException {
    String found = text(key, 200, Integer.toString(otherwise));
    String allowed = min + " to " + max + " " + unit;
    try {
      int value = Integer.parseInt(found);
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw invalid(key, "'" + found + "'", allowed, example(key, "" + otherwise));
    }
    throw invalid(key, found, allowed, example(key, "" + otherwise));
  }

  /** Returns a truth value. */
  boolean flag(String key, boolean otherwise) throws VestibuleException {
    String found = text(key, 200, Boolean.toString(otherwise));
    if (!found.equals("true") && !found.equals("false")) {
      throw invalid(key, "'" + found + "'", "true or false", example(key, "" + otherwise));
    }
    return found.equals("true");
  }

  /** Refuses what nobody has read. */
  void nothingElse(String pid, String allowed) throws VestibuleException {
    if (!left.isEmpty()) {
      String key = left.keySet().iterator().next();
      throw invalid(
          key, "unknown key in " + pid, allowed, "Remove " + key + " or correct its name.");
    }
  }

  static VestibuleException invalid(String key, String found, String allowed, String remedy) {
    return new VestibuleException(
        "configuration-invalid", "setting " + key, found, allowed, remedy);
  }

  static String example(String key, String value) {
    return "Set " + key + " = " + value + ", for example.";
  }

  private static boolean foreign(String key) {
    return key.startsWith("service.")
        || key.startsWith("component.")
        || key.startsWith("felix.")
        || key.startsWith(".")
        || key.startsWith("org.apache.felix")
        || key.startsWith("osgi.");
  }
}
