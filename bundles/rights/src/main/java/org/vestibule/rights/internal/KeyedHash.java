// SPDX-License-Identifier: Apache-2.0
package org.vestibule.rights.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA256 (RFC 2104, FIPS 198-1) under a key of the house. A number of a few digits is guessed
 * from any hash by whoever may try as often as they like, however slow it is; what keeps it is that
 * nobody can compute this one without the key, which the vault seals. Thread-safe.
 */
final class KeyedHash {
  static final int KEY_BYTES = 32;

  /** Keys of a shelf have 63 characters at most; 248 bits name a thing as well as 256. */
  private static final int NAME_DIGITS = 62;

  private final SecretKeySpec key;

  KeyedHash(byte[] key) {
    if (key.length != KEY_BYTES) {
      throw new IllegalArgumentException("a key of " + key.length + " bytes");
    }
    this.key = new SecretKeySpec(key, "HmacSHA256");
  }

  /**
   * A hash that is compared in constant time, and found in a map by bits that nobody can choose.
   */
  record Digest(byte[] bytes) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Digest digest && MessageDigest.isEqual(bytes, digest.bytes);
    }

    @Override
    public int hashCode() {
      return ByteBuffer.wrap(bytes).getInt();
    }

    @Override
    public String toString() {
      return "Digest[***]";
    }
  }

  /**
   * Hashes parts, each with its length before it.
   *
   * @param domain what it is for: the same under another domain has another hash
   */
  Digest of(String domain, byte[]... parts) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      add(mac, domain.getBytes(StandardCharsets.UTF_8));
      for (byte[] part : parts) {
        add(mac, part);
      }
      return new Digest(mac.doFinal());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA256, which each Java has, is missing", e);
    }
  }

  Digest of(String domain, String text) {
    return of(domain, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns the name under which something of somebody lies on a shelf, which says nothing. */
  String name(String person) {
    return HexFormat.of().formatHex(of("name", person).bytes()).substring(0, NAME_DIGITS);
  }

  private static void add(Mac mac, byte[] part) {
    mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
    mac.update(part);
  }
}
