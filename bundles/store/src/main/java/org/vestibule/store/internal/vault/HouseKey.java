// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.vault;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;

/**
 * The house's Ed25519 key pair (RFC 8032) as it lies in the keyring: the length of the private half
 * (2 bytes), that half as PKCS#8, the public half as SubjectPublicKeyInfo.
 */
final class HouseKey {
  private static final String ED25519 = "Ed25519";

  private HouseKey() {}

  /** Makes a pair; whoever called overwrites it. */
  static byte[] make() {
    try {
      KeyPair pair = KeyPairGenerator.getInstance(ED25519).generateKeyPair();
      byte[] secret = pair.getPrivate().getEncoded();
      byte[] open = pair.getPublic().getEncoded();
      byte[] both =
          ByteBuffer.allocate(Short.BYTES + secret.length + open.length)
              .putShort((short) secret.length)
              .put(secret)
              .put(open)
              .array();
      Aead.wipe(secret);
      return both;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Ed25519, which Java 17 has, is missing", e);
    }
  }

  /** Returns the public half in base64. */
  static String publicKey(byte[] pair) {
    int at = Short.BYTES + ByteBuffer.wrap(pair).getShort();
    return Base64.getEncoder().encodeToString(Arrays.copyOfRange(pair, at, pair.length));
  }

  /** Signs for a purpose. */
  static byte[] sign(byte[] pair, String purpose, byte[] message) {
    byte[] secret =
        Arrays.copyOfRange(pair, Short.BYTES, Short.BYTES + ByteBuffer.wrap(pair).getShort());
    try {
      Signature signature = Signature.getInstance(ED25519);
      signature.initSign(
          KeyFactory.getInstance(ED25519).generatePrivate(new PKCS8EncodedKeySpec(secret)));
      signature.update(("vestibule:" + purpose + "\n").getBytes(StandardCharsets.UTF_8));
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the house's key does not sign", e);
    } finally {
      Aead.wipe(secret);
    }
  }
}
