// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.vault;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.Optional;
import org.vestibule.api.store.HouseSeal;

/** Signs truly, with a key of its own. */
public final class FakeSeal implements HouseSeal {
  private final KeyPair keys;

  /** Makes the key. */
  public FakeSeal() {
    try {
      keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public byte[] sign(String purpose, byte[] message) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(keys.getPrivate());
      signature.update(("vestibule:" + purpose + "\n").getBytes(StandardCharsets.US_ASCII));
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Optional<String> publicKey() {
    return Optional.of(Base64.getEncoder().encodeToString(keys.getPublic().getEncoded()));
  }
}
