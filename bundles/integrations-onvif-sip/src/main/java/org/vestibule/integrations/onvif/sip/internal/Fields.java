// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal;

import java.util.Map;
import java.util.TreeMap;
import org.vestibule.api.VestibuleException;

/**
 * Reads a configuration key by key and refuses what is left over. A refusal names the key, the
 * value, the bound and an example. Not thread-safe.
 */
final class Fields {
  private final Map<String, String> left = new TreeMap<>();

  Fields(Map<String, ?> properties) {
    properties.forEach(
        (key, value) -> {
          if (!foreign(key)) {
            left.put(key, String.valueOf(value).trim());
          }
        });
  }

  /** Returns the value of a key that may be left out or empty. */
  String text(String key, int most, String otherwise) throws VestibuleException {
    String found = left.remove(key);
    if (found == null || found.isEmpty()) {
      return otherwise;
    }
    if (found.length() > most) {
      throw invalid(
          key,
          found.length() + " characters",
          "at most " + most,
          "Shorten the value of " + key + ".");
    }
    return found;
  }

  /** Returns the value of a key that must be there. */
  String required(String key, String example) throws VestibuleException {
    String found = text(key, 63, "");
    if (found.isEmpty()) {
      throw invalid(key, "nothing", "a name of 1 to 63 characters", example(key, example));
    }
    return found;
  }

  /** Returns a truth value. */
  boolean flag(String key, boolean otherwise) throws VestibuleException {
    String found = text(key, 63, Boolean.toString(otherwise));
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
