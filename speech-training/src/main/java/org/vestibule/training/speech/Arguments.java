// SPDX-License-Identifier: Apache-2.0
package org.vestibule.training.speech;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vestibule.api.VestibuleException;

/** The options of a command, each with a value. Immutable. */
final class Arguments {
  private final Map<String, String> values = new HashMap<>();

  /**
   * Reads options.
   *
   * @throws VestibuleException {@code arguments-invalid}
   */
  Arguments(String[] arguments, List<String> known) throws VestibuleException {
    for (int i = 0; i < arguments.length; i += 2) {
      if (!known.contains(arguments[i])) {
        throw refused("option", "'" + arguments[i] + "'", String.join(", ", known));
      }
      if (i + 1 == arguments.length) {
        throw refused(arguments[i], "no value", "a value behind it");
      }
      values.put(arguments[i], arguments[i + 1]);
    }
  }

  /** Returns a folder that must be given and be there. */
  Path folder(String name) throws VestibuleException {
    return given(name).orElseThrow(() -> refused(name, "nothing", "a folder"));
  }

  /** Returns a folder that must be there if it is given. */
  Optional<Path> given(String name) throws VestibuleException {
    String value = values.get(name);
    if (value == null) {
      return Optional.empty();
    }
    Path folder = Path.of(value);
    if (!Files.isDirectory(folder)) {
      throw refused(name, "'" + value + "', which is no folder", "a folder");
    }
    return Optional.of(folder);
  }

  /** Returns a whole number, 0 at least. */
  int number(String name, int fallback) throws VestibuleException {
    String value = values.getOrDefault(name, Integer.toString(fallback));
    if (!value.matches("\\d{1,9}")) {
      throw refused(name, "'" + value + "'", "0 to 999999999");
    }
    return Integer.parseInt(value);
  }

  private static VestibuleException refused(String input, String found, String allowed) {
    return new VestibuleException(
        "arguments-invalid", input, found, allowed, "--help lists the options.");
  }
}
