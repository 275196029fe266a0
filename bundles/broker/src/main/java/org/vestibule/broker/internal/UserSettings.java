// SPDX-License-Identifier: Apache-2.0
package org.vestibule.broker.internal;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vestibule.api.Identifier;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.settings.SettingsReader;

/**
 * One user's configuration, checked. Keys and defaults are those of {@link UserConfig}.
 *
 * @param secret the name of the sealed secret that is the password
 * @param passwordFile in place of it
 */
record UserSettings(
    String name, Optional<String> secret, Optional<Path> passwordFile, Rights rights) {
  static final List<String> KEYS = List.of("user", "password", "passwordFile", "read", "write");

  /** The gateway's own user, which nobody else may be. */
  static final String GATEWAY = "gateway";

  private static final String SECRET = "secret:";
  private static final int MOST_FILTERS = 50;

  /**
   * Reads a configuration as Configuration Admin gives it.
   *
   * @throws VestibuleException {@code configuration-invalid}
   */
  static UserSettings of(Map<String, ?> properties) throws VestibuleException {
    SettingsReader reader = SettingsReader.of(UserConfig.PID, properties, KEYS);
    String name = reader.name("user", named(properties), "lobby-screen");
    if (name.equals(GATEWAY) || name.isEmpty()) {
      throw refused("user", "'" + name + "'", "another name than the gateway's", "lobby-screen");
    }
    Optional<String> secret = secret(reader);
    Optional<Path> file = reader.path("passwordFile", 4096);
    if (secret.isPresent() == file.isPresent()) {
      throw refused(
          "password",
          secret.isPresent() ? "a secret and a file" : "neither a secret nor a file",
          "one of password and passwordFile",
          "secret:broker-" + name);
    }
    Rights rights =
        new Rights(
            Filters.of(UserConfig.PID, reader, "read", MOST_FILTERS, List.of("vestibule/#")),
            Filters.of(UserConfig.PID, reader, "write", MOST_FILTERS, List.of()));
    return new UserSettings(name, secret, file, rights);
  }

  /** What stands after the factory's name: NAME of org.vestibule.broker.user-NAME.cfg. */
  private static String named(Map<String, ?> properties) {
    String pid = String.valueOf(properties.get("service.pid"));
    String name = pid.substring(pid.indexOf('~') + 1);
    try {
      return pid.indexOf('~') > 0 ? Identifier.require("user", name) : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static Optional<String> secret(SettingsReader reader) throws VestibuleException {
    String text = reader.text("password", 100, "");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      if (text.startsWith(SECRET)) {
        return Optional.of(Identifier.require("secret", text.substring(SECRET.length())));
      }
    } catch (IllegalArgumentException e) {
      // Refused below. The value is not shown: it may be the password itself.
    }
    throw refused("password", "something else", "secret:NAME", "secret:broker-lobby-screen");
  }

  private static VestibuleException refused(
      String key, String found, String allowed, String example) {
    return SettingsReader.invalid(
        UserConfig.PID, key, found, allowed, SettingsReader.example(key, example));
  }
}
