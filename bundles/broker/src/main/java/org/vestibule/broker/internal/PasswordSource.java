// SPDX-License-Identifier: Apache-2.0
package org.vestibule.broker.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.store.Secrets;

/** Finds passwords: sealed secrets, or the first line of a file. Thread-safe. */
final class PasswordSource {
  /** The secret of the gateway's own user. */
  static final String GATEWAY_SECRET = "broker-gateway";

  static final int SHORTEST = 12;
  private static final int MOST_BYTES = 4096;
  private static final int MADE_BYTES = 24;

  private volatile Secrets secrets;

  void use(Secrets service) {
    secrets = service;
  }

  void notUse(Secrets service) {
    if (secrets == service) {
      secrets = null;
    }
  }

  /**
   * Returns a user's password, to be overwritten after use.
   *
   * @throws VestibuleException {@code vault-locked}, {@code storage-failed}, {@code
   *     password-missing}, {@code password-too-short}
   */
  byte[] of(UserSettings user) throws VestibuleException {
    byte[] password =
        user.passwordFile().isPresent()
            ? firstLine(user.name(), user.passwordFile().get())
            : secret(user.name(), user.secret().orElseThrow());
    if (password.length < SHORTEST) {
      Arrays.fill(password, (byte) 0);
      throw new VestibuleException(
          "password-too-short",
          "the password of broker user " + user.name(),
          "fewer bytes",
          "at least " + SHORTEST,
          "Put a longer one; nobody has to remember it.");
    }
    return password;
  }

  /**
   * Returns the password of the gateway's own user; makes and seals it where there is none.
   *
   * @throws VestibuleException {@code vault-locked}, {@code storage-full}, {@code storage-failed}
   */
  byte[] gateway() throws VestibuleException {
    Secrets now = required();
    Optional<byte[]> kept = now.get(GATEWAY_SECRET);
    if (kept.isPresent()) {
      return kept.get();
    }
    byte[] random = new byte[MADE_BYTES];
    new SecureRandom().nextBytes(random);
    byte[] made = Base64.getUrlEncoder().withoutPadding().encode(random);
    Arrays.fill(random, (byte) 0);
    now.put(GATEWAY_SECRET, made.clone());
    return made;
  }

  private byte[] secret(String user, String name) throws VestibuleException {
    return required()
        .get(name)
        .orElseThrow(
            () ->
                missing(user, "no secret " + name, "Put the secret " + name + " of this gateway."));
  }

  private Secrets required() throws VestibuleException {
    Secrets now = secrets;
    if (now == null) {
      throw new VestibuleException(
          "secrets-unavailable",
          "passwords of the broker",
          "no sealed secrets",
          "the store of this gateway",
          "See the status of store.");
    }
    return now;
  }

  private static byte[] firstLine(String user, Path file) throws VestibuleException {
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
        throw missing(user, "no file of at most " + MOST_BYTES + " bytes", "Look at " + file + ".");
      }
      byte[] whole = Files.readAllBytes(file);
      int end = 0;
      while (end < whole.length && whole[end] != '\n' && whole[end] != '\r') {
        end++;
      }
      byte[] line = Arrays.copyOf(whole, end);
      Arrays.fill(whole, (byte) 0);
      return line;
    } catch (IOException e) {
      throw missing(user, "a file that cannot be read", "Look at " + file + ".");
    }
  }

  private static VestibuleException missing(String user, String found, String remedy) {
    return new VestibuleException(
        "password-missing",
        "the password of broker user " + user,
        found,
        "a sealed secret, or a file whose first line it is",
        remedy);
  }
}
