// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * The three keys of a session and what is computed with them (SIA OSDP 2.2 annex D.4 and D.5). The
 * chaining of blocks is done here, over ciphers that are set up once for each session, so that a
 * frame sets up none. One thread. It holds keys: {@link #wipe} overwrites them.
 */
final class SessionCipher {
  /** The length of keys, cryptograms and whole MACs. */
  static final int BLOCK = 16;

  private static final byte PAD = (byte) 0x80;

  private final Cipher encryption = aes();
  private final Cipher decryption = aes();
  private final Cipher mac1 = aes();
  private final Cipher mac2 = aes();
  private final byte[] chain = new byte[BLOCK];
  private final byte[] block = new byte[BLOCK];

  SessionCipher() {
    wipe();
  }

  /** Makes S-ENC, S-MAC1 and S-MAC2. */
  void derive(byte[] key, byte[] panelRandom) {
    Cipher base = aes();
    start(base, Cipher.ENCRYPT_MODE, key);
    sessionKey(base, 0x82, panelRandom);
    start(encryption, Cipher.ENCRYPT_MODE, block);
    start(decryption, Cipher.DECRYPT_MODE, block);
    sessionKey(base, 0x01, panelRandom);
    start(mac1, Cipher.ENCRYPT_MODE, block);
    sessionKey(base, 0x02, panelRandom);
    start(mac2, Cipher.ENCRYPT_MODE, block);
    start(base, Cipher.ENCRYPT_MODE, new byte[BLOCK]);
    Arrays.fill(block, (byte) 0);
  }

  /** Encrypts one block of two random numbers, 8 bytes each. */
  void cryptogram(byte[] first, byte[] second, byte[] target) {
    System.arraycopy(first, 0, target, 0, BLOCK / 2);
    System.arraycopy(second, 0, target, BLOCK / 2, BLOCK / 2);
    apply(encryption, target, target, 0);
  }

  /** Computes R-MAC-I. */
  void initialMac(byte[] serverCryptogram, byte[] target) {
    apply(mac1, serverCryptogram, target, 0);
    apply(mac2, target, target, 0);
  }

  /**
   * Computes a MAC: all blocks under S-MAC1 but the last, which is under S-MAC2. It is good until
   * the next call.
   */
  byte[] mac(byte[] start, byte[] bytes, int offset, int length) {
    System.arraycopy(start, 0, chain, 0, BLOCK);
    int at = offset;
    int end = offset + length;
    for (; end - at > BLOCK; at += BLOCK) {
      xor(bytes, at, BLOCK);
      apply(mac1, chain, chain, 0);
    }
    xor(bytes, at, end - at);
    if (end - at < BLOCK) {
      chain[end - at] ^= PAD;
    }
    apply(mac2, chain, chain, 0);
    return chain;
  }

  /** Pads and encrypts in place; returns the length with padding. */
  int encrypt(byte[] lastMac, byte[] bytes, int offset, int length) {
    int padded = (length / BLOCK + 1) * BLOCK;
    Arrays.fill(bytes, offset + length, offset + padded, (byte) 0);
    bytes[offset + length] = PAD;
    invert(lastMac);
    for (int at = offset; at < offset + padded; at += BLOCK) {
      xor(bytes, at, BLOCK);
      apply(encryption, chain, chain, 0);
      System.arraycopy(chain, 0, bytes, at, BLOCK);
    }
    return padded;
  }

  /** Decrypts in place; returns the length without padding, -1 when it is wrong. */
  int decrypt(byte[] lastMac, byte[] bytes, int offset, int length) {
    if (length == 0 || length % BLOCK != 0) {
      return -1;
    }
    invert(lastMac);
    for (int at = offset; at < offset + length; at += BLOCK) {
      System.arraycopy(bytes, at, block, 0, BLOCK);
      apply(decryption, block, bytes, at);
      for (int i = 0; i < BLOCK; i++) {
        bytes[at + i] ^= chain[i];
      }
      System.arraycopy(block, 0, chain, 0, BLOCK);
    }
    int plain = length - 1;
    while (plain > length - BLOCK && bytes[offset + plain] == 0) {
      plain--;
    }
    return bytes[offset + plain] == PAD ? plain : -1;
  }

  /** Overwrites the keys. */
  void wipe() {
    byte[] none = new byte[BLOCK];
    start(encryption, Cipher.ENCRYPT_MODE, none);
    start(decryption, Cipher.DECRYPT_MODE, none);
    start(mac1, Cipher.ENCRYPT_MODE, none);
    start(mac2, Cipher.ENCRYPT_MODE, none);
    Arrays.fill(chain, (byte) 0);
    Arrays.fill(block, (byte) 0);
  }

  /** The start value for data is the other side's last MAC, each bit inverted. */
  private void invert(byte[] lastMac) {
    for (int i = 0; i < BLOCK; i++) {
      chain[i] = (byte) ~lastMac[i];
    }
  }

  private void xor(byte[] bytes, int at, int length) {
    for (int i = 0; i < length; i++) {
      chain[i] ^= bytes[at + i];
    }
  }

  private void sessionKey(Cipher base, int which, byte[] panelRandom) {
    Arrays.fill(block, (byte) 0);
    block[0] = 1;
    block[1] = (byte) which;
    System.arraycopy(panelRandom, 0, block, 2, 6);
    apply(base, block, block, 0);
  }

  private static void apply(Cipher cipher, byte[] from, byte[] to, int toAt) {
    try {
      cipher.doFinal(from, 0, BLOCK, to, toAt);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES failed on a whole block", e);
    }
  }

  private static void start(Cipher cipher, int mode, byte[] key) {
    try {
      cipher.init(mode, new SecretKeySpec(key, "AES"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES needs a key of 16 bytes", e);
    }
  }

  private static Cipher aes() {
    try {
      return Cipher.getInstance("AES/ECB/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no AES", e);
    }
  }

  @Override
  public String toString() {
    return "SessionCipher[***]";
  }
}
