// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.vault;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.store.KeyGuard;

/** A guard whose key can neither leave nor be replaced, as that of a token. */
record MemoryGuard(String name, Aead aead, byte[] key) implements KeyGuard {
  MemoryGuard(String name) {
    this(name, new Aead(), Aead.random(Aead.KEY));
  }

  @Override
  public void unlock(Optional<char[]> passphrase) {}

  @Override
  public void lock() {}

  @Override
  public byte[] wrap(byte[] secret, String context) {
    return aead.seal(key, context.getBytes(StandardCharsets.UTF_8), secret);
  }

  @Override
  public byte[] unwrap(byte[] wrapped, String context) throws VestibuleException {
    return aead.open(key, context.getBytes(StandardCharsets.UTF_8), wrapped);
  }
}
