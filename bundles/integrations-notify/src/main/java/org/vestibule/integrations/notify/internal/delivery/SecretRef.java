// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.notify.internal.delivery;

import java.util.Optional;
import org.vestibule.api.Identifier;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.settings.SettingsReader;
import org.vestibule.api.store.Secrets;

/**
 * Where a secret is kept: {@code secret:NAME} in a setting. Immutable.
 *
 * @param name an {@link Identifier}
 */
public record SecretRef(String name) {
  private static final String BEGIN = "secret:";

  /** Checks. */
  public SecretRef {
    Identifier.require("secret", name);
  }

  /**
   * Reads a setting; its value is never shown, for it may be the secret itself by mistake.
   *
   * @return empty when the key is absent
   * @throws VestibuleException {@code configuration-invalid}
   */
  public static Optional<SecretRef> read(SettingsReader reader, String pid, String key)
      throws VestibuleException {
    String text = reader.text(key, 300, "");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      if (text.startsWith(BEGIN)) {
        return Optional.of(new SecretRef(text.substring(BEGIN.length())));
      }
    } catch (IllegalArgumentException e) {
      // Refused below, with the same words as a value without the beginning.
    }
    throw SettingsReader.invalid(
        pid,
        key,
        "something else (not shown)",
        "secret:NAME, with a NAME of 1 to 63 of a-z, 0-9 and '-'",
        SettingsReader.example(key, "secret:lift-hook"));
  }

  /**
   * As above, for a key that must be there.
   *
   * @throws VestibuleException {@code configuration-invalid}
   */
  public static SecretRef require(SettingsReader reader, String pid, String key)
      throws VestibuleException {
    Optional<SecretRef> read = read(reader, pid, key);
    if (read.isEmpty()) {
      throw SettingsReader.invalid(
          pid, key, "nothing", "secret:NAME", SettingsReader.example(key, "secret:lift-hook"));
    }
    return read.get();
  }

  /**
   * Returns the secret, to be overwritten after use.
   *
   * @throws VestibuleException {@code secret-missing}, {@code vault-locked}, {@code storage-failed}
   */
  public byte[] get(Secrets secrets) throws VestibuleException {
    Optional<byte[]> value = secrets.get(name);
    if (value.isEmpty()) {
      throw unusable("secret-missing", "nothing is kept under this name", "a secret that was put");
    }
    return value.get();
  }

  /** Returns a refusal of what is kept there, which is not shown. */
  public VestibuleException unusable(String code, String found, String allowed) {
    return new VestibuleException(
        code, "secret " + name, found, allowed, "Put the secret " + name + " anew.");
  }
}
