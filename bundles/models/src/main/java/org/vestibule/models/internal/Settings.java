// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.settings.SettingsReader;
import org.vestibule.models.internal.pack.ManifestReader;

/**
 * What the store works by.
 *
 * @param folder the folder of model packs
 * @param serve packs to serve until somebody chooses others; of two for one slot the first that
 *     loads
 * @param choices where choices are kept over restarts, {@code null} for nowhere
 * @param loadWait how long a lease waits while packs are being loaded
 */
record Settings(Path folder, List<String> serve, Path choices, Duration loadWait) {
  /** One pack for each slot. */
  static final List<String> DEFAULT_SERVE =
      List.of(
          "silero-vad",
          "moonshine-base",
          "fr-detect",
          "fr-feature",
          "fr-liveness",
          "minilm",
          "visitor-intent");

  static final Duration DEFAULT_LOAD_WAIT = Duration.ofSeconds(10);

  private static final String PID = "org.vestibule.models";
  private static final List<String> KEYS = List.of("folder", "serve", "load.wait.seconds");

  Settings {
    serve = List.copyOf(serve);
  }

  /**
   * Reads the configuration {@code org.vestibule.models}.
   *
   * @throws VestibuleException {@code configuration-invalid}, naming key, value, bound and example
   */
  static Settings of(Map<String, ?> properties) throws VestibuleException {
    SettingsReader reader = SettingsReader.of(PID, properties, KEYS);
    Path folder = folder(reader.text("folder", 4096, ""));
    List<String> serve = reader.list("serve", 32, DEFAULT_SERVE);
    for (String name : serve) {
      if (!ManifestReader.IDENTIFIER.matcher(name).matches()) {
        throw refused("serve", name, "names of a-z, 0-9 and '-'", "silero-vad,minilm");
      }
    }
    int wait = reader.integer("load.wait.seconds", 0, 60, (int) DEFAULT_LOAD_WAIT.toSeconds());
    return new Settings(
        folder, serve, folder.resolveSibling("models-state.json"), Duration.ofSeconds(wait));
  }

  private static Path folder(String value) throws VestibuleException {
    try {
      Path folder =
          value.isEmpty()
              ? Path.of(System.getProperty("vestibule.data", "data"), "models")
              : Path.of(value);
      return folder.toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw refused("folder", value, "a path of this system", "/var/lib/models");
    }
  }

  private static VestibuleException refused(
      String key, String found, String allowed, String example) {
    return SettingsReader.invalid(
        PID, key, "'" + found + "'", allowed, SettingsReader.example(key, example));
  }
}
