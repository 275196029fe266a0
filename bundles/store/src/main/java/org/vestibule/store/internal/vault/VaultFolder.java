// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.vault;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.vestibule.api.VestibuleException;

/** Where in the data folder the vault's files lie. */
record VaultFolder(Path data) {
  static final String KEY_FILE = "key-file";
  static final String PASSPHRASE = "passphrase";

  /** The guards that the house brings; both keep their keys in {@link #device}. */
  static final Set<String> PKCS12 = Set.of(KEY_FILE, PASSPHRASE);

  OwnerFile keyring() {
    return new OwnerFile(data.resolve("store/keyring"));
  }

  OwnerFile mark() {
    return new OwnerFile(data.resolve("trust/keyring.mark"));
  }

  OwnerFile publicKey() {
    return new OwnerFile(data.resolve("trust/house.pub"));
  }

  OwnerFile device() {
    return new OwnerFile(data.resolve("secrets/device.p12"));
  }

  /**
   * Returns what holds the device key, as the keyring says it; empty: there is no keyring yet.
   *
   * @throws VestibuleException {@code vault-broken}, {@code storage-failed}
   */
  Optional<String> holder() throws VestibuleException {
    if (!keyring().exists()) {
      return Optional.empty();
    }
    try {
      byte[] bytes = keyring().read();
      Optional<KeyringCopy> copy = KeyringCopy.read(bytes);
      return Optional.of(RingFile.read(copy.isPresent() ? copy.get().keyring() : bytes).guard());
    } catch (IOException e) {
      throw Refusal.storage("store/keyring", e);
    }
  }
}
