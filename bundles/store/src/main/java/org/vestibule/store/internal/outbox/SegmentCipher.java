// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.outbox;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM (FIPS 197, NIST SP 800-38D) with the data key of one segment. The nonce is the
 * position, which is written once in a segment only: no segment is gone on with after a restart or
 * after a write that failed, and one that is written anew gets another key. Authenticated beside
 * the content: the segment and the position. Not thread-safe.
 */
final class SegmentCipher {
  static final int KEY = 32;
  static final int TAG = 16;

  private static final SecureRandom RANDOM = new SecureRandom();

  private final int segment;
  private final SecretKeySpec key;
  private final Cipher cipher;

  SegmentCipher(String segment, byte[] key) {
    this.segment = Integer.parseUnsignedInt(segment, 16);
    this.key = new SecretKeySpec(key, "AES");
    try {
      cipher = Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException e) {
      throw missing(e);
    }
  }

  /** Returns a fresh key; whoever called overwrites it. */
  static byte[] freshKey() {
    byte[] key = new byte[KEY];
    RANDOM.nextBytes(key);
    return key;
  }

  /** Returns a fresh id of a segment. */
  static String freshId() {
    return String.format("%08x", RANDOM.nextInt());
  }

  byte[] seal(long position, byte[] body) {
    try {
      return begun(Cipher.ENCRYPT_MODE, position).doFinal(body);
    } catch (GeneralSecurityException e) {
      throw missing(e);
    }
  }

  /**
   * Opens what {@link #seal} made.
   *
   * @throws BrokenRecord when it was not made so, for this place
   */
  byte[] open(long position, byte[] sealed) throws BrokenRecord {
    try {
      return begun(Cipher.DECRYPT_MODE, position).doFinal(sealed);
    } catch (AEADBadTagException e) {
      throw new BrokenRecord("a seal that does not open");
    } catch (GeneralSecurityException e) {
      throw missing(e);
    }
  }

  private Cipher begun(int mode, long position) throws GeneralSecurityException {
    byte[] nonce = ByteBuffer.allocate(12).putInt(0).putLong(position).array();
    cipher.init(mode, key, new GCMParameterSpec(TAG * Byte.SIZE, nonce));
    cipher.updateAAD(ByteBuffer.allocate(12).putInt(segment).putLong(position).flip());
    return cipher;
  }

  private static IllegalStateException missing(GeneralSecurityException e) {
    return new IllegalStateException("AES-GCM, which each Java 17 has, failed", e);
  }

  static void wipe(byte[] key) {
    Arrays.fill(key, (byte) 0);
  }
}
