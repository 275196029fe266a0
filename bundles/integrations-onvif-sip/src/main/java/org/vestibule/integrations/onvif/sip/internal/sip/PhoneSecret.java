// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.sip;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a phone's password is checked with: its hashes for this house's realm, not the password (RFC
 * 7616, section 3.4.2). Immutable.
 */
final class PhoneSecret {
  /** The algorithms of RFC 8760 that this house knows, the better first. */
  static final String SHA_256 = "SHA-256";

  static final String MD5 = "MD5";

  private final Map<String, String> first = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  PhoneSecret(String user, String realm, byte[] password) {
    byte[] name = (user + ":" + realm + ":").getBytes(StandardCharsets.UTF_8);
    byte[] all = Arrays.copyOf(name, name.length + password.length);
    System.arraycopy(password, 0, all, name.length, password.length);
    first.put(SHA_256, hash(SHA_256, all));
    first.put(MD5, hash(MD5, all));
    Arrays.fill(all, (byte) 0);
  }

  /** One answer to a challenge, as it was sent. */
  record Proof(
      String algorithm, String nonce, String count, String cnonce, String uri, String response) {}

  /** Returns whether an answer with {@code qop=auth} was made with this password. */
  boolean proves(Proof proof, String method) {
    String secret = first.get(proof.algorithm());
    if (secret == null) {
      return false;
    }
    String second = hash(proof.algorithm(), bytes(method + ":" + proof.uri()));
    String all =
        String.join(":", secret, proof.nonce(), proof.count(), proof.cnonce(), "auth", second);
    return MessageDigest.isEqual(
        bytes(hash(proof.algorithm(), bytes(all))),
        bytes(proof.response().toLowerCase(Locale.ROOT)));
  }

  boolean sameAs(PhoneSecret other) {
    return first.equals(other.first);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String hash(String algorithm, byte[] text) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5 and SHA-256", e);
    }
  }
}
