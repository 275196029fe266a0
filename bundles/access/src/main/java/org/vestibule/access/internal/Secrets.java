// SPDX-License-Identifier: Apache-2.0
package org.vestibule.access.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;

/** Makes and compares secrets that are random, so that a plain hash keeps them. Thread-safe. */
final class Secrets {
  private static final SecureRandom RANDOM = new SecureRandom();

  /** Crockford's base 32: no I, L, O and U, so that a code can be read out. */
  private static final String READABLE = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  private static final int GROUP = 4;

  private Secrets() {}

  static byte[] random(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return random;
  }

  /** Returns 256 random bits as text that fits into a URL. */
  static String token() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random(32));
  }

  /** Returns groups of four characters, five bits each, for example 7K3M-Q9XD-0VBN. */
  static String code(int groups) {
    StringBuilder code = new StringBuilder();
    for (int i = 0; i < groups * GROUP; i++) {
      if (i > 0 && i % GROUP == 0) {
        code.append('-');
      }
      code.append(READABLE.charAt(RANDOM.nextInt(READABLE.length())));
    }
    return code.toString();
  }

  /**
   * Returns a code as it was meant: without spaces and dashes, with the letters that look alike.
   * What stands around it goes as it does when a file is read, control characters included.
   */
  static String read(String typed) {
    return typed
        .strip()
        .toUpperCase(Locale.ROOT)
        .replaceAll("[\\s-]", "")
        .replace('O', '0')
        .replace('I', '1')
        .replace('L', '1');
  }

  /** Compares in constant time, whatever the lengths. */
  static boolean same(String one, String other) {
    return MessageDigest.isEqual(sha256(one), sha256(other));
  }

  /** Returns the SHA-256 in hex digits; only for what is random by itself, never for passwords. */
  static String hash(String secret) {
    return HexFormat.of().formatHex(sha256(secret));
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
