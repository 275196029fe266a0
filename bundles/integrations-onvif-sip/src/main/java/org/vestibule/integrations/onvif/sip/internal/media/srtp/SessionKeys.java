// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.media.srtp;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The three session keys of one direction, of RTP or of RTCP, derived of the master key once (RFC
 * 3711, section 4.3; key derivation rate 0), and what is done with them. Not thread-safe.
 */
final class SessionKeys {
  /** Labels of the derivation: encryption, authentication, salt. */
  static final int RTP = 0;

  static final int RTCP = 3;

  private static final int AUTHENTICATION_BYTES = 20;
  private static final int SALT_BYTES = MasterKey.SALT_BYTES;
  private static final int BLOCK = 16;

  private final SecretKeySpec encryption;
  private final byte[] salt;
  private final Cipher cipher;
  private final Mac mac;

  /**
   * @param firstLabel {@link #RTP} or {@link #RTCP}
   */
  SessionKeys(MasterKey master, int firstLabel) {
    byte[] key = derive(master, firstLabel, MasterKey.KEY_BYTES);
    byte[] authentication = derive(master, firstLabel + 1, AUTHENTICATION_BYTES);
    salt = derive(master, firstLabel + 2, SALT_BYTES);
    encryption = new SecretKeySpec(key, "AES");
    try {
      cipher = Cipher.getInstance("AES/CTR/NoPadding");
      mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(authentication, "HmacSHA1"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no AES in counter mode or no HMAC-SHA1", e);
    } finally {
      Arrays.fill(key, (byte) 0);
      Arrays.fill(authentication, (byte) 0);
    }
  }

  /** Returns {@code count} bytes of the key stream of a label (section 4.3.3). */
  static byte[] derive(MasterKey master, int label, int count) {
    byte[] iv = Arrays.copyOf(master.salt(), BLOCK);
    iv[7] ^= (byte) label;
    byte[] key = master.key();
    try {
      Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
      return cipher.doFinal(new byte[count]);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no AES in counter mode", e);
    } finally {
      Arrays.fill(key, (byte) 0);
      Arrays.fill(iv, (byte) 0);
    }
  }

  /**
   * Encrypts or decrypts a part of a packet in place (section 4.1.1).
   *
   * @param index the packet's, 48 bits for RTP and 31 for RTCP
   */
  void cipher(byte[] packet, int from, int to, long ssrc, long index) {
    byte[] iv = Arrays.copyOf(salt, BLOCK);
    for (int i = 0; i < 4; i++) {
      iv[4 + i] ^= (byte) (ssrc >>> 24 - 8 * i);
    }
    for (int i = 0; i < 6; i++) {
      iv[8 + i] ^= (byte) (index >>> 40 - 8 * i);
    }
    try {
      cipher.init(Cipher.ENCRYPT_MODE, encryption, new IvParameterSpec(iv));
      cipher.doFinal(packet, from, to - from, packet, from);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES in counter mode failed", e);
    }
  }

  /** Returns the tag of what is to be authenticated, and of what follows it (section 4.2.1). */
  byte[] tag(byte[] packet, int length, byte[] following, int tagBytes) {
    mac.update(packet, 0, length);
    mac.update(following);
    return Arrays.copyOf(mac.doFinal(), tagBytes);
  }

  /** Returns whether the tag behind {@code length} bytes is the right one, in constant time. */
  boolean authentic(byte[] packet, int length, byte[] following, int at, int tagBytes) {
    byte[] found = Arrays.copyOfRange(packet, at, at + tagBytes);
    return MessageDigest.isEqual(found, tag(packet, length, following, tagBytes));
  }

  /** Overwrites what is in reach; Java's own key objects are let go. */
  void wipe() {
    Arrays.fill(salt, (byte) 0);
    try {
      // Takes the places of the keys in the cipher and in the MAC.
      SecretKeySpec none = new SecretKeySpec(new byte[BLOCK], "AES");
      cipher.init(Cipher.ENCRYPT_MODE, none, new IvParameterSpec(new byte[BLOCK]));
      mac.init(none);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a key of zeros was refused", e);
    }
  }
}
