// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.vault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;

/**
 * The house's public key in {@code trust/house.pub}: SubjectPublicKeyInfo in base64, one line. It
 * makes nobody a signer of models: those stand in {@code trust/signers.json}, and only there.
 */
record PublicKeyFile(OwnerFile file) {
  private static final Logger LOG = LoggerFactory.getLogger(PublicKeyFile.class);

  /** Returns the key; empty while there is none. */
  Optional<String> read() {
    try {
      return file.exists()
          ? Optional.of(new String(file.read(), StandardCharsets.US_ASCII).strip())
          : Optional.empty();
    } catch (IOException e) {
      LOG.warn("trust/house.pub cannot be read", e);
      return Optional.empty();
    }
  }

  /** Writes the key; one that somebody else put there does not stay. */
  void write(String key) throws VestibuleException {
    Optional<String> found = read();
    if (found.equals(Optional.of(key))) {
      return;
    }
    found.ifPresent(other -> LOG.warn("trust/house.pub was not this house's key; written anew"));
    try {
      file.replace((key + "\n").getBytes(StandardCharsets.US_ASCII));
      file.shredOld();
    } catch (IOException e) {
      throw Refusal.storage("trust/house.pub", e);
    }
  }
}
