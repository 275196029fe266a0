// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.vestibule.api.Identifier;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.settings.SettingsReader;
import org.vestibule.api.store.Secrets;

/**
 * Where a password or key is kept: in a file or, sealed, among the house's secrets. It is read anew
 * at each connection.
 *
 * @param secret the secret's name; empty: it is in the file
 * @param file empty together with {@code secret}: there is none
 */
record Kept(String secret, String file) {
  static final Kept NOWHERE = new Kept("", "");

  private static final String SCHEME = "secret:";
  private static final int MOST_FILE_BYTES = 65_536;

  /** Reads a setting that may name a secret only. */
  static Kept secret(String pid, String key, SettingsReader reader) throws VestibuleException {
    String text = reader.text(key, 300, "");
    if (text.isEmpty()) {
      return NOWHERE;
    }
    if (!text.startsWith(SCHEME)) {
      // Its value is not shown: it may be the password.
      throw SettingsReader.invalid(
          pid,
          key,
          "something else than the name of a secret",
          "secret:NAME",
          SettingsReader.example(key, "secret:mqtt-password"));
    }
    return named(pid, key, text);
  }

  /** Reads a setting that names a secret or a file. */
  static Kept secretOrFile(String pid, String key, SettingsReader reader)
      throws VestibuleException {
    String text = reader.text(key, 4096, "");
    return text.startsWith(SCHEME)
        ? named(pid, key, text)
        : new Kept("", reader.path(key, 4096).map(Path::toString).orElse(""));
  }

  private static Kept named(String pid, String key, String text) throws VestibuleException {
    try {
      return new Kept(Identifier.require(key, text.substring(SCHEME.length())), "");
    } catch (IllegalArgumentException e) {
      throw SettingsReader.invalid(
          pid,
          key,
          "a secret's name of another form",
          "secret: and 1 to 63 of a-z, 0-9 and '-'",
          SettingsReader.example(key, "secret:mqtt-password"));
    }
  }

  boolean somewhere() {
    return !secret.isEmpty() || !file.isEmpty();
  }

  /** Returns whether this is the secret of that name. */
  boolean is(String name) {
    return !secret.isEmpty() && (name.isEmpty() || name.equals(secret));
  }

  /**
   * Reads it; the caller overwrites the array.
   *
   * @param secrets null while nobody keeps any
   * @throws VestibuleException {@code secret-missing}, {@code secrets-unavailable}, {@code
   *     vault-locked}, {@code storage-failed}
   */
  byte[] read(Secrets secrets) throws IOException, VestibuleException {
    if (secret.isEmpty()) {
      try (InputStream in = Files.newInputStream(Path.of(file))) {
        return in.readNBytes(MOST_FILE_BYTES);
      }
    }
    if (secrets == null) {
      throw missing("secrets-unavailable", "nobody keeps secrets", "Install the feature store.");
    }
    Optional<byte[]> value = secrets.get(secret);
    return value.orElseThrow(
        () -> missing("secret-missing", "it is not there", "Put it: secret put " + secret));
  }

  private VestibuleException missing(String code, String found, String remedy) {
    return new VestibuleException(code, "secret " + secret, found, "a secret", remedy);
  }
}
