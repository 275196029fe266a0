// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.Optional;
import org.vestibule.api.store.HouseSeal;

/** Signs with a key in memory. */
public final class PaperSeal implements HouseSeal {
  private final KeyPair pair;

  /** Makes a key. */
  public PaperSeal() {
    try {
      pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public byte[] sign(String purpose, byte[] message) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(pair.getPrivate());
      signature.update(("vestibule:" + purpose + "\n").getBytes(StandardCharsets.UTF_8));
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Optional<String> publicKey() {
    return Optional.of(Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()));
  }
}
