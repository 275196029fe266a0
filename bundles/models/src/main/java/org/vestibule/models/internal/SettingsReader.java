// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.vestibule.api.VestibuleException;

/** Turns the configuration {@code org.vestibule.models} into settings, or says what is wrong. */
final class SettingsReader {
  private static final Set<String> KEYS =
      new TreeSet<>(List.of("folder", "serve", "load.wait.seconds"));
  private static final List<String> CONTAINER =
      List.of("service.", "component.", "felix.", "org.apache.felix", "osgi.", ".");

  private SettingsReader() {}

  /**
   * Reads the configuration.
   *
   * @throws VestibuleException {@code configuration-invalid}, naming key, value, bound and example
   */
  static Settings read(Map<String, ?> values) throws VestibuleException {
    for (String key : values.keySet()) {
      if (!KEYS.contains(key) && CONTAINER.stream().noneMatch(key::startsWith)) {
        throw refused(key, "an unknown key", "the keys " + String.join(", ", KEYS), "serve");
      }
    }
    Path folder = folder(text(values.get("folder")));
    int wait = wait(text(values.get("load.wait.seconds")));
    Path choices = folder.resolveSibling("models-state.json");
    return new Settings(folder, serve(values.get("serve")), choices, Duration.ofSeconds(wait));
  }

  private static Path folder(String value) throws VestibuleException {
    try {
      if (!value.isEmpty()) {
        return Path.of(value).toAbsolutePath().normalize();
      }
      return Path.of(System.getProperty("vestibule.data", "data"), "models")
          .toAbsolutePath()
          .normalize();
    } catch (InvalidPathException e) {
      throw refused("folder", value, "a path of this system", "folder = /var/lib/models");
    }
  }

  private static List<String> serve(Object value) throws VestibuleException {
    List<String> names = value == null ? Settings.DEFAULT_SERVE : names(value);
    for (String name : names) {
      if (!ManifestReader.IDENTIFIER.matcher(name).matches()) {
        throw refused("serve", name, "names of a-z, 0-9 and '-'", "serve = silero-vad,minilm");
      }
    }
    if (names.size() > 32) {
      throw refused("serve", names.size() + " names", "at most 32", "serve = silero-vad,minilm");
    }
    return names;
  }

  private static List<String> names(Object value) {
    Collection<?> items =
        value instanceof String[] array
            ? Arrays.asList(array)
            : value instanceof Collection<?> list ? list : List.of(text(value).split(","));
    return items.stream()
        .map(item -> String.valueOf(item).trim())
        .filter(name -> !name.isEmpty())
        .distinct()
        .toList();
  }

  private static int wait(String value) throws VestibuleException {
    if (value.isEmpty()) {
      return (int) Settings.DEFAULT_LOAD_WAIT.toSeconds();
    }
    if (!value.matches("\\d{1,2}") || Integer.parseInt(value) > 60) {
      throw refused(
          "load.wait.seconds", value, "a whole number from 0 to 60", "load.wait.seconds = 10");
    }
    return Integer.parseInt(value);
  }

  private static String text(Object value) {
    return value == null ? "" : value.toString().trim();
  }

  private static VestibuleException refused(
      String key, String value, String allowed, String example) {
    String shown = value.length() > 60 ? value.substring(0, 60) + "..." : value;
    return new VestibuleException(
        "configuration-invalid",
        "configuration org.vestibule.models, key " + key,
        shown,
        allowed,
        "Example: " + example);
  }
}
