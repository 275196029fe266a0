// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.vault;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.store.KeyGuard;

/** The guards by name: the two that the house brings, and those that came as services. */
final class Guards {
  /** PBKDF2-HMAC-SHA256 as OWASP's cheat sheet on storing passwords asks for it. */
  static final int PASSPHRASE_ITERATIONS = 600_000;

  /** What the JDK takes by itself; stretching a random secret of 256 bits adds nothing. */
  private static final int KEY_FILE_ITERATIONS = 10_000;

  private static final int SHORTEST = 12;

  private final VaultFolder folder;
  private final Path keyFile;
  private final KeyGuard byPassphrase;
  private final KeyGuard byFile;
  private final List<KeyGuard> others = new CopyOnWriteArrayList<>();
  private volatile boolean allowInside;

  Guards(VaultFolder folder, Path keyFile, int passphraseIterations) {
    this.folder = folder;
    this.keyFile = keyFile;
    DeviceFile device = new DeviceFile(folder.device());
    byFile =
        new Pkcs12Guard(
            VaultFolder.KEY_FILE, KEY_FILE_ITERATIONS, device, (given, first) -> fileSecret(first));
    byPassphrase =
        new Pkcs12Guard(
            VaultFolder.PASSPHRASE, passphraseIterations, device, this::passphraseSecret);
  }

  void allowInside(boolean allowed) {
    allowInside = allowed;
  }

  void add(KeyGuard guard) {
    others.add(guard);
  }

  void remove(KeyGuard guard) {
    others.remove(guard);
  }

  /**
   * Returns a guard.
   *
   * @throws VestibuleException {@code device-key-missing} when no such guard is here
   */
  KeyGuard named(String name) throws VestibuleException {
    if (name.equals(VaultFolder.KEY_FILE)) {
      return byFile;
    }
    if (name.equals(VaultFolder.PASSPHRASE)) {
      return byPassphrase;
    }
    return others.stream()
        .filter(guard -> guard.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                Refusal.deviceKey(
                    "device-key-missing",
                    "no guard of the name " + name + " is running",
                    "key-file, passphrase, or a guard that a bundle brings",
                    "Start the bundle that brings it, or correct keyGuard."));
  }

  private char[] fileSecret(boolean first) throws VestibuleException {
    requireDevice(first);
    return new KeyFile(keyFile, folder.data(), allowInside).secret(first);
  }

  private char[] passphraseSecret(Optional<char[]> passphrase, boolean first)
      throws VestibuleException {
    requireDevice(first);
    char[] given = passphrase.orElseGet(() -> new char[0]);
    if (given.length == 0) {
      throw Refusal.deviceKey(
          "passphrase-wrong", "no passphrase", "the passphrase that seals it", "Give it.");
    }
    if (first && given.length < SHORTEST) {
      throw Refusal.deviceKey(
          "passphrase-weak",
          "a passphrase of " + given.length + " characters",
          "at least " + SHORTEST + " characters",
          "Take five random words, for example.");
    }
    return given.clone();
  }

  /** A new device key opens no keyring that is there already. */
  private void requireDevice(boolean first) throws VestibuleException {
    if (first && folder.keyring().exists() && !folder.device().exists() && heldHere()) {
      throw Refusal.deviceKey(
          "device-key-missing",
          "no file secrets/device.p12 in the data folder",
          "the PKCS#12 file that this gateway wrote",
          "Bring it back, or put a copy of the keyring in the place of store/keyring.");
    }
  }

  private boolean heldHere() throws VestibuleException {
    return folder.holder().map(VaultFolder.PKCS12::contains).orElse(false);
  }
}
