// SPDX-License-Identifier: Apache-2.0
package org.vestibule.access.internal;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;

/**
 * Checks a signature (RFC 7518, RFC 8037). Ed25519 is Java's own: the library would need another
 * one for it.
 */
final class SignatureCheck {
  private static final int SHORTEST_RSA = 2048;
  private static final int ED25519_BYTES = 32;

  private SignatureCheck() {}

  /** Returns whether the token was signed with this key; a key of another kind signed nothing. */
  static boolean holds(SignedJWT token, JWK key) {
    try {
      if (key instanceof RSAKey rsa) {
        RSAPublicKey open = rsa.toRSAPublicKey();
        return open.getModulus().bitLength() >= SHORTEST_RSA
            && token.verify(new RSASSAVerifier(open));
      }
      if (key instanceof ECKey curve) {
        return token.verify(new ECDSAVerifier(curve.toECPublicKey()));
      }
      return key instanceof OctetKeyPair pair && ed25519(token, pair);
    } catch (JOSEException | GeneralSecurityException e) {
      return false;
    }
  }

  private static boolean ed25519(SignedJWT token, OctetKeyPair key)
      throws GeneralSecurityException {
    byte[] point = key.getDecodedX();
    if (!key.getCurve().getName().equals("Ed25519") || point.length != ED25519_BYTES) {
      return false;
    }
    byte[] backwards = new byte[ED25519_BYTES];
    for (int i = 0; i < ED25519_BYTES; i++) {
      backwards[i] = point[ED25519_BYTES - 1 - i];
    }
    // RFC 8032, section 5.1.2: little-endian y, and the last bit says whether x is odd.
    boolean odd = backwards[0] < 0;
    backwards[0] &= 0x7f;
    EdECPoint open = new EdECPoint(odd, new BigInteger(1, backwards));
    Signature check = Signature.getInstance("Ed25519");
    check.initVerify(
        KeyFactory.getInstance("Ed25519")
            .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, open)));
    check.update(token.getSigningInput());
    return check.verify(token.getSignature().decode());
  }
}
