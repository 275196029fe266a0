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
 * @param leaseLimit how long a lease of a model that no longer serves may be kept
 * @param templatesShare percent of the people with templates who need one in the space of the
 *     active model of face embedding before the old one goes
 */
record Settings(
    Path folder,
    List<String> serve,
    Path choices,
    Duration loadWait,
    Duration leaseLimit,
    int templatesShare) {
  /** One pack for each slot. */
  static final List<String> DEFAULT_SERVE =
      List.of(
          "silero-vad",
          "moonshine-base",
          "rnnoise",
          "fr-detect",
          "fr-feature",
          "fr-liveness",
          "minilm",
          "visitor-intent",
          "voice-commands",
          "langdetect");

  static final Duration DEFAULT_LOAD_WAIT = Duration.ofSeconds(10);
  static final Duration DEFAULT_LEASE_LIMIT = Duration.ofSeconds(60);
  static final int DEFAULT_TEMPLATES_SHARE = 100;

  private static final String PID = "org.vestibule.models";
  private static final List<String> KEYS =
      List.of("folder", "serve", "load.wait.seconds", "lease.limit.seconds", "templates.share");

  Settings {
    serve = List.copyOf(serve);
  }

  /** The default list in a folder, and nothing is kept: for tools. */
  static Settings tool(Path folder) {
    return new Settings(
        folder,
        DEFAULT_SERVE,
        null,
        DEFAULT_LOAD_WAIT,
        DEFAULT_LEASE_LIMIT,
        DEFAULT_TEMPLATES_SHARE);
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
    int limit =
        reader.integer("lease.limit.seconds", 1, 3600, (int) DEFAULT_LEASE_LIMIT.toSeconds());
    return new Settings(
        folder,
        serve,
        folder.resolveSibling("models-state.json"),
        Duration.ofSeconds(wait),
        Duration.ofSeconds(limit),
        reader.integer("templates.share", 0, 100, DEFAULT_TEMPLATES_SHARE));
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
