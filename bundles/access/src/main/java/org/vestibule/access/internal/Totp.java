// SPDX-License-Identifier: Apache-2.0
package org.vestibule.access.internal;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Time-based one-time passwords (RFC 6238 on RFC 4226): HMAC-SHA-1, 6 digits, steps of 30 s, one
 * step of tolerance each way. SHA-1 is what every authenticator knows; HMAC does not rest on its
 * collision resistance. Immutable.
 */
final class Totp {
  private static final int STEP_SECONDS = 30;
  private static final int DIGITS = 6;
  private static final int MODULUS = 1_000_000;
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private Totp() {}

  /**
   * Looks for the step that a code belongs to.
   *
   * @param lastStep the step of the last code that was taken; that one and older ones are refused
   * @return the step, to be kept as the next {@code lastStep}; empty when the code is wrong
   */
  static OptionalLong step(byte[] secret, String code, Instant now, long lastStep) {
    long current = Math.floorDiv(now.getEpochSecond(), STEP_SECONDS);
    OptionalLong found = OptionalLong.empty();
    for (long step = current - 1; step <= current + 1; step++) {
      // All three are computed and compared, so that the time says nothing.
      boolean same = Secrets.same(code(secret, step), code);
      if (same && step > lastStep && found.isEmpty()) {
        found = OptionalLong.of(step);
      }
    }
    return found;
  }

  /** Returns the code of a step (RFC 4226, section 5.3). */
  static String code(byte[] secret, long step) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret, "HmacSHA1"));
      byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
      int offset = hash[hash.length - 1] & 0x0f;
      int truncated = ByteBuffer.wrap(hash).getInt(offset) & 0x7fffffff;
      return String.format("%0" + DIGITS + "d", truncated % MODULUS);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HMAC-SHA-1", e);
    }
  }

  /** Returns a secret as authenticators take it (RFC 4648, base 32 without padding). */
  static String base32(byte[] secret) {
    StringBuilder text = new StringBuilder();
    int buffer = 0;
    int bits = 0;
    for (byte each : secret) {
      buffer = buffer << 8 | each & 0xff;
      bits += 8;
      while (bits >= 5) {
        bits -= 5;
        text.append(BASE32.charAt(buffer >> bits & 31));
      }
    }
    return bits == 0
        ? text.toString()
        : text.append(BASE32.charAt(buffer << 5 - bits & 31)).toString();
  }
}
